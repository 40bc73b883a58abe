import type {
  FilterLogEventsCommandInput,
  FilterLogEventsCommandOutput,
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput,
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../core/aws.ts';

/** Has no filter by exact name: a prefix gives its name and all that begin like it. */
export const describeLogGroups: Operation<
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput
> = {
  service: 'cloudwatch-logs',
  name: 'DescribeLogGroups',
  action: 'logs:DescribeLogGroups',
  bucket: 'cloudwatch-logs-describe',
  required: ['logGroups'],
  absentCodes: [],
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
  pages: {
    inputToken: 'nextToken',
    outputToken: 'nextToken',
    items: 'logGroups',
    size: { parameter: 'limit', maximum: 50 },
  },
};

/** In the order of their last events, the newest first: one page is enough. */
export const describeLogStreams: Operation<
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput
> = {
  service: 'cloudwatch-logs',
  name: 'DescribeLogStreams',
  action: 'logs:DescribeLogStreams',
  bucket: 'cloudwatch-logs-streams',
  required: ['logStreams'],
  absentCodes: ['ResourceNotFoundException'],
  pages: null,
};

/** Pages without an end in sight: whoever counts reads a number of them, one by one. */
export const filterLogEvents: Operation<FilterLogEventsCommandInput, FilterLogEventsCommandOutput> =
  {
    service: 'cloudwatch-logs',
    name: 'FilterLogEvents',
    action: 'logs:FilterLogEvents',
    bucket: 'cloudwatch-logs-filter',
    required: ['events'],
    absentCodes: ['ResourceNotFoundException'],
    pages: null,
  };
