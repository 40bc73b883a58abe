import type {
  ListTablesCommandInput,
  ListTablesCommandOutput,
  GetResourcePolicyCommandInput,
  GetResourcePolicyCommandOutput,
  DescribeTableCommandInput,
  DescribeTableCommandOutput,
  DescribeTimeToLiveCommandInput,
  DescribeTimeToLiveCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../core/aws.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable: Operation<DescribeTableCommandInput, DescribeTableCommandOutput> = {
  service: 'dynamodb',
  name: 'DescribeTable',
  action: 'dynamodb:DescribeTable',
  bucket: 'dynamodb',
  required: ['Table'],
  absentCodes: ['ResourceNotFoundException'],
  pages: null,
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export const describeTimeToLive: Operation<
  DescribeTimeToLiveCommandInput,
  DescribeTimeToLiveCommandOutput
> = {
  service: 'dynamodb',
  name: 'DescribeTimeToLive',
  action: 'dynamodb:DescribeTimeToLive',
  bucket: 'dynamodb',
  required: ['TimeToLiveDescription'],
  absentCodes: ['ResourceNotFoundException'],
  pages: null,
};

/** Of a table without a policy the answer is an error. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html */
export const getResourcePolicy: Operation<
  GetResourcePolicyCommandInput,
  GetResourcePolicyCommandOutput
> = {
  service: 'dynamodb',
  name: 'GetResourcePolicy',
  action: 'dynamodb:GetResourcePolicy',
  bucket: 'dynamodb',
  required: ['Policy'],
  absentCodes: ['PolicyNotFoundException', 'ResourceNotFoundException'],
  pages: null,
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export const listTables: Operation<ListTablesCommandInput, ListTablesCommandOutput> = {
  service: 'dynamodb',
  name: 'ListTables',
  action: 'dynamodb:ListTables',
  bucket: 'dynamodb',
  required: ['TableNames'],
  absentCodes: [],
  pages: {
    inputToken: 'ExclusiveStartTableName',
    outputToken: 'LastEvaluatedTableName',
    items: 'TableNames',
    size: { parameter: 'Limit', maximum: 100 },
  },
};
