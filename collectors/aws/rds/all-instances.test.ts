import { RDSClient, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allInstances } from './all-instances.ts';

const rds = mockClient(RDSClient);

testWholeList(allInstances, {
  mock: rds,
  on: () => rds.on(DescribeDBInstancesCommand),
  pages: [
    {
      DBInstances: [
        { DBInstanceIdentifier: 'a', DBInstanceArn: 'arn:a', DBClusterIdentifier: 'c' },
      ],
      Marker: 'more',
    },
    { DBInstances: [{ DBInstanceIdentifier: 'b', DBInstanceArn: 'arn:b' }] },
  ],
  items: [
    { name: 'a', arn: 'arn:a', cluster: 'c' },
    { name: 'b', arn: 'arn:b', cluster: null },
  ],
  unidentified: { DBInstances: [{ DBInstanceArn: 'arn:a' }] },
});
