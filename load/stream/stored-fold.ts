import { z } from 'zod';
import { decodeHistogram, EncodedHistogram, encodeHistogram } from '../stats/histogram-encoding.ts';
import type {
  LoadFold,
  Residence,
  SecondOfScenario,
  SecondOfSeries,
  StreamAccount,
} from './load-fold.ts';
import { OUTCOMES } from './outcome.ts';

const Count = z.int().nonnegative();

/** What was folded of a run, as JSON: all that a verdict rests on, so that it can be judged again. */
export const StoredFold = z.strictObject({
  account: z.strictObject({
    streams: Count,
    endedStreams: Count,
    unreadableLines: Count,
    requests: Count,
    httpRequests: Count,
    dropped: Count,
    notBegun: Count,
    zerosMs: z.array(z.number().nonnegative()),
  }),
  series: z.array(
    z.strictObject({
      scenario: z.string(),
      phase: z.string(),
      name: z.string(),
      outcome: z.enum(OUTCOMES),
      second: z.int(),
      latency: EncodedHistogram,
    }),
  ),
  seconds: z.array(
    z.strictObject({
      scenario: z.string(),
      second: z.int(),
      sent: Count,
      answered: Count,
      dropped: Count,
      maxLatenessMs: z.number().nonnegative(),
    }),
  ),
  lateness: z.array(
    z.strictObject({ scenario: z.string(), phase: z.string(), lateness: EncodedHistogram }),
  ),
  /** Empty of what was folded before it was kept. */
  residence: z.array(
    z.strictObject({
      scenario: z.string(),
      sent: Count,
      sentAtMs: z.number(),
      answered: Count,
      answeredAtMs: z.number(),
      latencyMs: z.number().nonnegative(),
      latenessMs: z.number().nonnegative(),
    }),
  ),
});
export type StoredFold = z.infer<typeof StoredFold>;

/** The part of a fold that is judged. */
export type JudgedFold = Pick<
  LoadFold,
  'account' | 'series' | 'seconds' | 'lateness' | 'residence'
>;

export function storeFold(fold: JudgedFold): StoredFold {
  return {
    account: { ...fold.account(), zerosMs: [...fold.account().zerosMs] },
    series: [...fold.series()].map(({ latency, ...series }) => ({
      ...series,
      latency: encodeHistogram(latency),
    })),
    seconds: [...fold.seconds()],
    lateness: fold.lateness().map(({ lateness, ...series }) => ({
      ...series,
      lateness: encodeHistogram(lateness),
    })),
    residence: [...fold.residence()],
  };
}

/**
 * What was stored, to be judged as if it had just been folded.
 * @throws {RangeError} when it counts other requests than it has latencies of: then it is not what was stored.
 */
export function restoreFold(stored: StoredFold): JudgedFold {
  const account: StreamAccount = stored.account;
  const series: readonly SecondOfSeries[] = stored.series.map(({ latency, ...facts }) => ({
    ...facts,
    latency: decodeHistogram(latency),
  }));
  const told = series.reduce((sum, { latency }) => sum + latency.count, 0);
  if (told !== account.requests) {
    throw new RangeError(
      `The run counts ${account.requests} requests, and has the latencies of ${told}.`,
    );
  }
  for (const { scenario, answered } of stored.residence) {
    const own = series.filter((one) => one.scenario === scenario);
    const latencies = own.reduce((sum, { latency }) => sum + latency.count, 0);
    if (latencies === answered) continue;
    throw new RangeError(
      `Of ${scenario} the run counts ${answered} requests in flight, and has the latencies of ${latencies}.`,
    );
  }
  const seconds: readonly SecondOfScenario[] = stored.seconds;
  const residence: readonly Residence[] = stored.residence;
  const lateness = stored.lateness.map(({ lateness: encoded, ...facts }) => ({
    ...facts,
    lateness: decodeHistogram(encoded),
  }));
  return {
    account: () => account,
    *series() {
      yield* series;
    },
    seconds: () => seconds,
    lateness: () => lateness,
    residence: () => residence,
  };
}
