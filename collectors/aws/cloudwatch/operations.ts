import type {
  DescribeAlarmsCommandInput,
  DescribeAlarmsCommandOutput,
  GetMetricDataCommandInput,
  GetMetricDataCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import type { Operation } from '../../../core/aws.ts';

type DescribeAlarms = Operation<DescribeAlarmsCommandInput, DescribeAlarmsCommandOutput>;

/** One call that answers with two lists, each of which has pages of its own; so it is sent once for each of them. */
const describeAlarms = {
  service: 'cloudwatch',
  name: 'DescribeAlarms',
  action: 'cloudwatch:DescribeAlarms',
  bucket: 'cloudwatch-alarms',
  absentCodes: [],
} as const;

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
const token = {
  inputToken: 'NextToken',
  outputToken: 'NextToken',
  size: { parameter: 'MaxRecords', maximum: 100 },
} as const;

/** To be asked with `AlarmTypes: ['MetricAlarm']`. */
export const describeMetricAlarms: DescribeAlarms = {
  ...describeAlarms,
  required: ['MetricAlarms'],
  pages: { ...token, items: 'MetricAlarms' },
};

/** To be asked with `AlarmTypes: ['CompositeAlarm']`: without a type CloudWatch leaves composite alarms out. */
export const describeCompositeAlarms: DescribeAlarms = {
  ...describeAlarms,
  required: ['CompositeAlarms'],
  pages: { ...token, items: 'CompositeAlarms' },
};

/** Queries that one GetMetricData call takes. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export const MAX_METRIC_QUERIES_PER_CALL = 500;

/** A series may go on from page to page; what its last part says of its state is what holds. */
export const getMetricData: Operation<GetMetricDataCommandInput, GetMetricDataCommandOutput> = {
  service: 'cloudwatch',
  name: 'GetMetricData',
  action: 'cloudwatch:GetMetricData',
  bucket: 'cloudwatch-metric-data',
  required: ['MetricDataResults'],
  absentCodes: [],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'MetricDataResults',
    size: { parameter: 'MaxDatapoints', maximum: 100_800 },
  },
};
