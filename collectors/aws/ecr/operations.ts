import type {
  BatchGetRepositoryScanningConfigurationCommandInput,
  BatchGetRepositoryScanningConfigurationCommandOutput,
  DescribeImageScanFindingsCommandInput,
  DescribeImageScanFindingsCommandOutput,
  DescribeImagesCommandInput,
  DescribeImagesCommandOutput,
  DescribeRepositoriesCommandInput,
  DescribeRepositoriesCommandOutput,
  GetLifecyclePolicyCommandInput,
  GetLifecyclePolicyCommandOutput,
  GetRepositoryPolicyCommandInput,
  GetRepositoryPolicyCommandOutput,
} from '@aws-sdk/client-ecr';
import type { Operation } from '../../../core/aws.ts';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetRepositoryScanningConfiguration.html */
export const MAX_NAMES_PER_CALL = 25;

/** All of the registry: of a list of names, one that is missing makes the whole call fail. */
export const describeRepositories: Operation<
  DescribeRepositoriesCommandInput,
  DescribeRepositoriesCommandOutput
> = {
  service: 'ecr',
  name: 'DescribeRepositories',
  action: 'ecr:DescribeRepositories',
  bucket: 'ecr',
  required: ['repositories'],
  absentCodes: [],
  pages: {
    inputToken: 'nextToken',
    outputToken: 'nextToken',
    items: 'repositories',
    size: { parameter: 'maxResults', maximum: 1000 },
  },
};

/** What holds of a repository after the rules of the registry. Takes 25 names. */
export const batchGetRepositoryScanningConfiguration: Operation<
  BatchGetRepositoryScanningConfigurationCommandInput,
  BatchGetRepositoryScanningConfigurationCommandOutput
> = {
  service: 'ecr',
  name: 'BatchGetRepositoryScanningConfiguration',
  action: 'ecr:BatchGetRepositoryScanningConfiguration',
  bucket: 'ecr',
  required: ['scanningConfigurations'],
  absentCodes: [],
  pages: null,
};

export const describeImages: Operation<DescribeImagesCommandInput, DescribeImagesCommandOutput> = {
  service: 'ecr',
  name: 'DescribeImages',
  action: 'ecr:DescribeImages',
  bucket: 'ecr',
  required: ['imageDetails'],
  absentCodes: ['ImageNotFoundException', 'RepositoryNotFoundException'],
  pages: null,
};

/** Every page has the counts, and nothing else is read. */
export const describeImageScanFindings: Operation<
  DescribeImageScanFindingsCommandInput,
  DescribeImageScanFindingsCommandOutput
> = {
  service: 'ecr',
  name: 'DescribeImageScanFindings',
  action: 'ecr:DescribeImageScanFindings',
  bucket: 'ecr',
  required: ['imageScanStatus'],
  absentCodes: ['ScanNotFoundException', 'ImageNotFoundException', 'RepositoryNotFoundException'],
  pages: null,
};

export const getRepositoryPolicy: Operation<
  GetRepositoryPolicyCommandInput,
  GetRepositoryPolicyCommandOutput
> = {
  service: 'ecr',
  name: 'GetRepositoryPolicy',
  action: 'ecr:GetRepositoryPolicy',
  bucket: 'ecr',
  required: ['policyText'],
  absentCodes: ['RepositoryPolicyNotFoundException', 'RepositoryNotFoundException'],
  pages: null,
};

export const getLifecyclePolicy: Operation<
  GetLifecyclePolicyCommandInput,
  GetLifecyclePolicyCommandOutput
> = {
  service: 'ecr',
  name: 'GetLifecyclePolicy',
  action: 'ecr:GetLifecyclePolicy',
  bucket: 'ecr',
  required: ['lifecyclePolicyText'],
  absentCodes: ['LifecyclePolicyNotFoundException', 'RepositoryNotFoundException'],
  pages: null,
};
