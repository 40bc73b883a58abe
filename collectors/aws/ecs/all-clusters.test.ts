import { ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allEcsClusters } from './all-clusters.ts';

const ecs = mockClient(ECSClient);

testWholeList(allEcsClusters, {
  mock: ecs,
  on: () => ecs.on(ListClustersCommand),
  pages: [
    { clusterArns: ['arn:aws:ecs:us-east-1:123456789012:cluster/a'], nextToken: 'more' },
    { clusterArns: ['arn:aws:ecs:us-east-1:123456789012:cluster/b'] },
  ],
  items: [
    { name: 'a', arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/a' },
    { name: 'b', arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/b' },
  ],
});
