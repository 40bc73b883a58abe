import type {
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
