import { LatencyHistogram } from '../stats/latency-histogram.ts';
import type { Residence, SecondOfScenario, SecondOfSeries, StreamAccount } from './load-fold.ts';
import type { JudgedFold } from './stored-fold.ts';

/**
 * What one fold of all streams would hold: buckets and counts are added, second by second of each stream's own zero. Nothing is
 * averaged, since a percentile of parts is the percentile of nothing.
 */
export function mergedFold(parts: readonly JudgedFold[]): JudgedFold {
  const account = mergedAccount(parts.map((part) => part.account()));
  const series = mergedSeries(parts);
  const seconds = mergedSeconds(parts);
  const lateness = mergedLateness(parts);
  const residence = mergedResidence(parts);
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

function mergedAccount(accounts: readonly StreamAccount[]): StreamAccount {
  const sum = (count: (account: StreamAccount) => number) =>
    accounts.reduce((total, account) => total + count(account), 0);
  return {
    streams: sum(({ streams }) => streams),
    endedStreams: sum(({ endedStreams }) => endedStreams),
    unreadableLines: sum(({ unreadableLines }) => unreadableLines),
    requests: sum(({ requests }) => requests),
    httpRequests: sum(({ httpRequests }) => httpRequests),
    dropped: sum(({ dropped }) => dropped),
    notBegun: sum(({ notBegun }) => notBegun),
    zerosMs: accounts.flatMap(({ zerosMs }) => zerosMs).sort((left, right) => left - right),
  };
}

function mergedSeries(parts: readonly JudgedFold[]): readonly SecondOfSeries[] {
  const bySeries = new Map<string, SecondOfSeries>();
  for (const part of parts) {
    for (const { latency, ...key } of part.series()) {
      const id = `${key.second}\n${key.outcome}\n${key.scenario}\n${key.phase}\n${key.name}`;
      const there = bySeries.get(id) ?? { ...key, latency: new LatencyHistogram() };
      there.latency.add(latency);
      bySeries.set(id, there);
    }
  }
  return [...bySeries.values()];
}

/** In the order of time. */
function mergedSeconds(parts: readonly JudgedFold[]): readonly SecondOfScenario[] {
  const bySecond = new Map<string, SecondOfScenario>();
  for (const told of parts.flatMap((part) => part.seconds())) {
    const id = `${told.second}\n${told.scenario}`;
    const there = bySecond.get(id);
    bySecond.set(
      id,
      there === undefined
        ? told
        : {
            scenario: told.scenario,
            second: told.second,
            sent: there.sent + told.sent,
            answered: there.answered + told.answered,
            dropped: there.dropped + told.dropped,
            maxLatenessMs: Math.max(there.maxLatenessMs, told.maxLatenessMs),
          },
    );
  }
  return [...bySecond.values()].sort((left, right) => left.second - right.second);
}

function mergedLateness(parts: readonly JudgedFold[]): ReturnType<JudgedFold['lateness']> {
  const byPhase = new Map<string, ReturnType<JudgedFold['lateness']>[number]>();
  for (const { lateness, ...key } of parts.flatMap((part) => part.lateness())) {
    const id = `${key.scenario}\n${key.phase}`;
    const there = byPhase.get(id) ?? { ...key, lateness: new LatencyHistogram() };
    there.lateness.add(lateness);
    byPhase.set(id, there);
  }
  return [...byPhase.values()];
}

/** Of a scenario that one of the parts does not tell it of, it is not told: a sum of the others would be that of a smaller load. */
function mergedResidence(parts: readonly JudgedFold[]): readonly Residence[] {
  const told = parts.map((part) => part.residence());
  const scenarios = new Set(told.flatMap((of) => of.map(({ scenario }) => scenario)));
  return [...scenarios].flatMap((scenario) => {
    const own = told.flatMap((of) => of.filter((one) => one.scenario === scenario));
    if (own.length < parts.length) return [];
    const sum = (field: Exclude<keyof Residence, 'scenario'>) =>
      own.reduce((total, one) => total + one[field], 0);
    return [
      {
        scenario,
        sent: sum('sent'),
        sentAtMs: sum('sentAtMs'),
        answered: sum('answered'),
        answeredAtMs: sum('answeredAtMs'),
        latencyMs: sum('latencyMs'),
        latenessMs: sum('latenessMs'),
      },
    ];
  });
}
