import type { JsonDeviation } from '../deviation.ts';
import { recordsOf, stringOf } from '../json.ts';
import { withMembers } from './members.ts';

export const CLOUDWATCH_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** Other members of all metric alarms whose name begins so: `{ prefix, members }`. */
    name: 'cloudwatch/alarms',
    form: 'json',
    service: 'monitoring',
    operations: ['DescribeAlarms'],
    edit: (body, { prefix, members }) => ({
      ...body,
      ...(body['MetricAlarms'] !== undefined && {
        MetricAlarms: recordsOf(body, 'MetricAlarms').map((alarm) =>
          stringOf(alarm, 'AlarmName')?.startsWith(String(prefix)) === true
            ? withMembers(alarm, members)
            : alarm,
        ),
      }),
    }),
  },
  {
    /** A composite alarm that the emulator cannot hold: `{ alarm }`, as CloudWatch tells it. */
    name: 'cloudwatch/composite-alarm',
    form: 'json',
    service: 'monitoring',
    operations: ['DescribeAlarms'],
    edit: (body, { alarm }) => ({
      ...body,
      ...(body['CompositeAlarms'] !== undefined && {
        CompositeAlarms: [...recordsOf(body, 'CompositeAlarms'), alarm],
      }),
    }),
  },
];
