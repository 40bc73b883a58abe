import { RDSClient, DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allClusters } from './all-clusters.ts';

const rds = mockClient(RDSClient);

testWholeList(allClusters, {
  mock: rds,
  on: () => rds.on(DescribeDBClustersCommand),
  pages: [
    { DBClusters: [{ DBClusterIdentifier: 'a', DBClusterArn: 'arn:a' }], Marker: 'more' },
    { DBClusters: [] },
  ],
  items: [{ name: 'a', arn: 'arn:a' }],
  unidentified: { DBClusters: [{ DBClusterIdentifier: 'a' }] },
});
