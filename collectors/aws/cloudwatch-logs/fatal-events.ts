import type { FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { z } from 'zod';
import type { CallId } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { malformed } from '../malformed.ts';
import { filterLogEvents } from './operations.ts';

/** How many events of a log group fit a pattern, and in which streams. What they say is not kept: it may hold secrets. */
export const FatalEvents = z.strictObject({
  count: z.int(),
  /** False when there are pages that were not read: the count is a lower bound then. */
  isWhole: z.boolean(),
  /** The streams with the most of them. */
  streams: z.array(z.strictObject({ name: z.string(), count: z.int() })),
});
export type FatalEvents = z.infer<typeof FatalEvents>;

/** A fatal pattern of one log group. */
export interface ErrorBudget {
  readonly key: string;
  readonly group: string;
  readonly budget: string;
  readonly pattern: string;
  readonly atMost: number;
}

/** As many pages as the search for one pattern may cost; a page has up to ten thousand events, or none. */
export const MOST_PAGES = 20;
const STREAMS_KEPT = 10;

/** The events since the declared cutover. The key is `<log group> <name of the pattern>`. */
export const fatalEvents = defineCollector<FatalEvents>({
  id: 'aws/cloudwatch-logs/fatal-events',
  title: 'How many events since the cutover fit the fatal patterns of log groups',
  operations: [filterLogEvents],
  item: FatalEvents,
  keys: (spec) => errorBudgets(spec).map(({ key }) => key),
  collect: async (context) => {
    const { cutoverAt } = context.spec;
    const since = cutoverAt === undefined ? Infinity : Date.parse(cutoverAt);
    // Nothing is asked about a time to come.
    if (since > context.takenAt) return {};
    const entries = await Promise.all(
      errorBudgets(context.spec).map(
        async (budget): Promise<[string, Observation<FatalEvents>]> => [
          budget.key,
          await count(context, budget, since),
        ],
      ),
    );
    return Object.fromEntries(entries);
  },
});

/** Every declared budget of every log group. */
export function errorBudgets(spec: Spec): readonly ErrorBudget[] {
  return Object.entries(spec.logGroups ?? {}).flatMap(([group, { errorBudget = {} }]) =>
    Object.entries(errorBudget).map(([budget, { pattern, atMost }]) => ({
      key: `${group} ${budget}`,
      group,
      budget,
      pattern,
      atMost,
    })),
  );
}

/** Reads page after page: one may be empty and not the last. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
async function count(
  { aws, takenAt }: CollectContext,
  { group, pattern }: ErrorBudget,
  since: number,
): Promise<Observation<FatalEvents>> {
  const calls: CallId[] = [];
  const byStream = new Map<string, number>();
  const tokens = new Set<string>();
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await aws.read(filterLogEvents, {
      logGroupName: group,
      filterPattern: pattern,
      startTime: since,
      endTime: takenAt,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    if (answer.state === 'failed') return unseen(answer.cause);
    if (answer.state === 'absent') return absent(answer.calls);
    calls.push(...answer.calls);
    add(byStream, answer.value.events ?? []);
    nextToken = answer.value.nextToken;
    if (nextToken === undefined || nextToken === '') return present(toItem(byStream, true), calls);
    // The same page again would be counted twice.
    if (tokens.has(nextToken)) {
      return malformed(filterLogEvents, calls, 'AWS gave the same page token twice.');
    }
    tokens.add(nextToken);
  }
  return present(toItem(byStream, false), calls);
}

function add(byStream: Map<string, number>, events: readonly FilteredLogEvent[]): void {
  for (const { logStreamName = 'a stream without a name' } of events) {
    byStream.set(logStreamName, (byStream.get(logStreamName) ?? 0) + 1);
  }
}

function toItem(byStream: ReadonlyMap<string, number>, isWhole: boolean): FatalEvents {
  const streams = [...byStream]
    .map(([name, events]) => ({ name, count: events }))
    .sort((left, right) => right.count - left.count || (left.name < right.name ? -1 : 1));
  return {
    count: streams.reduce((sum, stream) => sum + stream.count, 0),
    isWhole,
    streams: streams.slice(0, STREAMS_KEPT),
  };
}
