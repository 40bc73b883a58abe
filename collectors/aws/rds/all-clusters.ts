import { listed, ListedResource, wholeList } from '../whole-list.ts';
import { describeDBClusters } from './operations.ts';

/** Those of Neptune and DocumentDB are among them. */
export const allClusters = wholeList({
  id: 'aws/rds/all-clusters',
  title: 'All database clusters of the account in the region',
  operation: describeDBClusters,
  input: {},
  item: ListedResource,
  list: ({ DBClusters }) => DBClusters,
  toItem: ({ DBClusterIdentifier, DBClusterArn }) => listed(DBClusterIdentifier, DBClusterArn),
});
