import type {
  GetResourcesCommandInput,
  GetResourcesCommandOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Operation } from '../../../core/aws.ts';

/** ARNs that one call takes, which then has no pages. */
export const MAX_ARNS_PER_CALL = 100;

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
export const getResources: Operation<GetResourcesCommandInput, GetResourcesCommandOutput> = {
  service: 'resource-groups-tagging-api',
  name: 'GetResources',
  action: 'tag:GetResources',
  bucket: 'tag-get-resources',
  required: ['ResourceTagMappingList'],
  absentCodes: [],
  pages: null,
};

/** All that carries some tags, asked for by filters and not by ARN, which gives pages. */
export const getTaggedResources: Operation<GetResourcesCommandInput, GetResourcesCommandOutput> = {
  ...getResources,
  pages: {
    inputToken: 'PaginationToken',
    outputToken: 'PaginationToken',
    items: 'ResourceTagMappingList',
    size: { parameter: 'ResourcesPerPage', maximum: 100 },
  },
};
