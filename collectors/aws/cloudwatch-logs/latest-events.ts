import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { observeEach } from '../each.ts';
import { errorBudgets } from './fatal-events.ts';
import { describeLogStreams } from './operations.ts';

/** When a log group last got an event, as far as its streams say. */
export const LatestEvent = z.strictObject({
  streams: z.int(),
  /** The newest event or its arrival, whichever is later; null when no stream has had one. */
  at: z.iso.datetime().nullable(),
});
export type LatestEvent = z.infer<typeof LatestEvent>;

/** The log group of every declared container, and every one with an error budget, by name. */
export const latestEvents = defineCollector<LatestEvent>({
  id: 'aws/cloudwatch-logs/latest-events',
  title: 'When log groups last got an event',
  operations: [describeLogStreams],
  item: LatestEvent,
  keys: watchedGroups,
  collect: ({ spec, aws }) =>
    observeEach(watchedGroups(spec), async (logGroupName) => {
      const answer = await aws.read(describeLogStreams, {
        logGroupName,
        orderBy: 'LastEventTime',
        descending: true,
        limit: 50,
      });
      return observe(answer, ({ logStreams = [] }) => {
        const times = logStreams.flatMap(({ lastEventTimestamp, lastIngestionTime }) => [
          lastEventTimestamp ?? 0,
          lastIngestionTime ?? 0,
        ]);
        const latest = Math.max(0, ...times);
        return {
          streams: logStreams.length,
          at: latest === 0 ? null : new Date(latest).toISOString(),
        };
      });
    }),
});

function watchedGroups(spec: Spec): readonly string[] {
  const budgeted = errorBudgets(spec).map(({ group }) => group);
  return [...new Set([...containerLogGroups(spec), ...budgeted])];
}

export function containerLogGroups(spec: Spec): readonly string[] {
  const groups = Object.values(spec.clusters ?? {})
    .flatMap(({ services }) => Object.values(services))
    .flatMap(({ task }) => Object.values(task.containers))
    .map(({ logGroup }) => logGroup);
  return [...new Set(groups)].sort();
}
