import { ListedResource, wholeList } from '../whole-list.ts';
import { listClusters } from './operations.ts';

export const allEcsClusters = wholeList({
  id: 'aws/ecs/all-clusters',
  title: 'All ECS clusters of the account in the region',
  operation: listClusters,
  input: {},
  item: ListedResource,
  list: ({ clusterArns }) => clusterArns,
  toItem: (arn) => ({ name: arn.slice(arn.lastIndexOf('/') + 1), arn }),
});
