import { arnIn } from '../arn.ts';
import { ListedResource, wholeList } from '../whole-list.ts';
import { listTables } from './operations.ts';

export const allTables = wholeList({
  id: 'aws/dynamodb/all-tables',
  title: 'All DynamoDB tables of the account in the region',
  operation: listTables,
  input: {},
  item: ListedResource,
  list: ({ TableNames }) => TableNames,
  toItem: (name, account) => ({ name, arn: arnIn(account, 'dynamodb', `table/${name}`) }),
});
