import type { CompositeAlarm } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { present, type Observation } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { ALL, listed, ListedResource, readWhole } from '../whole-list.ts';
import { describeCompositeAlarms, describeMetricAlarms } from './operations.ts';

/** Metric alarms and composite ones, which are two lists. */
export const allAlarms = defineCollector<ListedResource[]>({
  id: 'aws/cloudwatch/all-alarms',
  title: 'All alarms of the account in the region',
  operations: [describeMetricAlarms, describeCompositeAlarms],
  item: z.array(ListedResource),
  keys: ({ scope }) => (scope === undefined ? [] : [ALL]),
  collect: (context) =>
    observeEach(context.spec.scope === undefined ? [] : [ALL], () => bothLists(context)),
});

async function bothLists(context: CollectContext): Promise<Observation<ListedResource[]>> {
  const toItem = ({ AlarmName, AlarmArn }: CompositeAlarm) => listed(AlarmName, AlarmArn);
  const [metrics, composites] = await Promise.all([
    readWhole(context, {
      operation: describeMetricAlarms,
      input: { AlarmTypes: ['MetricAlarm'] },
      list: ({ MetricAlarms }) => MetricAlarms,
      toItem,
    }),
    readWhole(context, {
      operation: describeCompositeAlarms,
      input: { AlarmTypes: ['CompositeAlarm'] },
      list: ({ CompositeAlarms }) => CompositeAlarms,
      toItem,
    }),
  ]);
  if (metrics.state !== 'present') return metrics;
  if (composites.state !== 'present') return composites;
  return present([...metrics.value, ...composites.value], [...metrics.calls, ...composites.calls]);
}
