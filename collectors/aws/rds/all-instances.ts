import { z } from 'zod';
import { ListedResource, wholeList } from '../whole-list.ts';
import { describeDBInstances } from './operations.ts';

/** An instance with the cluster that it is a member of; null for one that is no member. */
const ListedInstance = z.strictObject({
  ...ListedResource.shape,
  cluster: z.string().nullable(),
});

export const allInstances = wholeList({
  id: 'aws/rds/all-instances',
  title: 'All database instances of the account in the region',
  operation: describeDBInstances,
  input: {},
  item: ListedInstance,
  list: ({ DBInstances }) => DBInstances,
  toItem: ({ DBInstanceIdentifier: name, DBInstanceArn: arn, DBClusterIdentifier }) =>
    name === undefined || arn === undefined
      ? null
      : { name, arn, cluster: DBClusterIdentifier ?? null },
});
