import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allTables } from './all-tables.ts';

const dynamodb = mockClient(DynamoDBClient);

testWholeList(allTables, {
  mock: dynamodb,
  on: () => dynamodb.on(ListTablesCommand),
  pages: [{ TableNames: ['a'], LastEvaluatedTableName: 'a' }, { TableNames: ['b'] }],
  items: [
    { name: 'a', arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/a' },
    { name: 'b', arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/b' },
  ],
});
