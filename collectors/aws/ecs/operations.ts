import type {
  ListClustersCommandInput,
  ListClustersCommandOutput,
  DescribeClustersCommandInput,
  DescribeClustersCommandOutput,
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput,
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandOutput,
  DescribeTasksCommandInput,
  DescribeTasksCommandOutput,
  Failure,
  ListServiceDeploymentsCommandInput,
  ListServiceDeploymentsCommandOutput,
  ListServicesCommandInput,
  ListServicesCommandOutput,
  ListTasksCommandInput,
  ListTasksCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Operation, PartialFailure } from '../../../core/aws.ts';

/** Names that one DescribeClusters call takes. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html */
export const MAX_CLUSTERS_PER_CALL = 100;
/** Names that one DescribeServices call takes. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
export const MAX_SERVICES_PER_CALL = 10;
/** Tasks that one DescribeTasks call takes. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
export const MAX_TASKS_PER_CALL = 100;

export const describeClusters: Operation<
  DescribeClustersCommandInput,
  DescribeClustersCommandOutput
> = {
  service: 'ecs',
  name: 'DescribeClusters',
  action: 'ecs:DescribeClusters',
  bucket: 'ecs-cluster-read',
  required: ['clusters'],
  absentCodes: [],
  pages: null,
  partialFailures: ({ failures }) => failuresOf(failures),
};

export const describeServices: Operation<
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput
> = {
  service: 'ecs',
  name: 'DescribeServices',
  action: 'ecs:DescribeServices',
  bucket: 'ecs-service-read',
  required: ['services'],
  absentCodes: ['ClusterNotFoundException'],
  pages: null,
  partialFailures: ({ failures }) => failuresOf(failures),
};

/** A revision in use cannot be deleted, so no error of this call proves absence. */
export const describeTaskDefinition: Operation<
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandOutput
> = {
  service: 'ecs',
  name: 'DescribeTaskDefinition',
  action: 'ecs:DescribeTaskDefinition',
  bucket: 'ecs-task-definition-read',
  required: ['taskDefinition'],
  absentCodes: [],
  pages: null,
};

export const listServiceDeployments: Operation<
  ListServiceDeploymentsCommandInput,
  ListServiceDeploymentsCommandOutput
> = {
  service: 'ecs',
  name: 'ListServiceDeployments',
  action: 'ecs:ListServiceDeployments',
  bucket: 'ecs-deployment-read',
  required: ['serviceDeployments'],
  absentCodes: ['ClusterNotFoundException', 'ServiceNotFoundException'],
  pages: {
    inputToken: 'nextToken',
    outputToken: 'nextToken',
    items: 'serviceDeployments',
    size: { parameter: 'maxResults', maximum: 100 },
  },
};

export const listServices: Operation<ListServicesCommandInput, ListServicesCommandOutput> = {
  service: 'ecs',
  name: 'ListServices',
  action: 'ecs:ListServices',
  bucket: 'ecs-cluster-resource-read',
  required: ['serviceArns'],
  absentCodes: ['ClusterNotFoundException'],
  pages: {
    inputToken: 'nextToken',
    outputToken: 'nextToken',
    items: 'serviceArns',
    size: { parameter: 'maxResults', maximum: 100 },
  },
};

export const listTasks: Operation<ListTasksCommandInput, ListTasksCommandOutput> = {
  service: 'ecs',
  name: 'ListTasks',
  action: 'ecs:ListTasks',
  bucket: 'ecs-cluster-resource-read',
  required: ['taskArns'],
  absentCodes: ['ClusterNotFoundException'],
  pages: {
    inputToken: 'nextToken',
    outputToken: 'nextToken',
    items: 'taskArns',
    size: { parameter: 'maxResults', maximum: 100 },
  },
};

export const describeTasks: Operation<DescribeTasksCommandInput, DescribeTasksCommandOutput> = {
  service: 'ecs',
  name: 'DescribeTasks',
  action: 'ecs:DescribeTasks',
  bucket: 'ecs-cluster-resource-read',
  required: ['tasks'],
  absentCodes: ['ClusterNotFoundException'],
  pages: null,
  partialFailures: ({ failures }) => failuresOf(failures),
};

/** ECS answers 200 for what it does not find, and says so in `failures`. */
function failuresOf(failures: readonly Failure[] | undefined): readonly PartialFailure[] {
  return (failures ?? []).map(({ arn, reason, detail }) => ({
    item: arn ?? '',
    reason: [reason, detail].filter((part) => part !== undefined).join(': '),
    absent: reason === 'MISSING',
  }));
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListClusters.html */
export const listClusters: Operation<ListClustersCommandInput, ListClustersCommandOutput> = {
  service: 'ecs',
  name: 'ListClusters',
  action: 'ecs:ListClusters',
  bucket: 'ecs-cluster-read',
  required: ['clusterArns'],
  absentCodes: [],
  pages: {
    inputToken: 'nextToken',
    outputToken: 'nextToken',
    items: 'clusterArns',
    size: { parameter: 'maxResults', maximum: 100 },
  },
};
