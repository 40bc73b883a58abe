import type {
  DescribeAlarmsCommandInput,
  DescribeAlarmsCommandOutput,
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
