import { segmentInWords, type Segment } from '../plan/segment.ts';
import { mergedFold } from '../stream/merged-fold.ts';
import { CLOCK_LIMIT_MS } from './deployment/clock-rule.ts';
import type { RanScenario } from './ran-scenario.ts';
import { capitalized, rounded } from './words.ts';

/** A part of a load as one generator sent it. */
export interface SentSegment<Ran extends RanScenario = RanScenario> {
  readonly ran: Ran;
  /** The version of k6 that sent it. */
  readonly k6: string;
  /** How far AWS's clock is ahead of its generator's, in milliseconds; null when that was not seen. */
  readonly clockOffsetMs: number | null;
}

/**
 * The one run that the segments of a load are. What it lacks, or what does not belong together, is among its problems, so that it
 * is never judged as a smaller load. The order of the segments does not matter.
 * @throws {RangeError} when there is none.
 */
export function mergedScenario<Ran extends RanScenario>(
  segments: readonly SentSegment<Ran>[],
): Ran {
  const parts = inOrder(segments);
  const [first] = parts;
  if (first === undefined) throw new RangeError('No segment is to be merged.');
  const runs = parts.map(({ ran }) => ran);
  return {
    ...first.ran,
    segment: null,
    startedAt: runs.map(({ startedAt }) => startedAt).sort()[0] ?? first.ran.startedAt,
    endedAt:
      runs
        .map(({ endedAt }) => endedAt)
        .sort()
        .at(-1) ?? first.ran.endedAt,
    fold: mergedFold(runs.map(({ fold }) => fold)),
    generators: runs.flatMap(({ generators }) => generators),
    stop: runs.map(({ stop }) => stop).find((stop) => stop !== null) ?? null,
    problems: [
      ...partition(runs.map(({ segment }) => segment)),
      ...differences(parts),
      ...clocks(parts),
      ...runs.flatMap(({ segment, problems }) =>
        problems.map((problem) => `${named(segment)}: ${problem}`),
      ),
    ],
  };
}

/** By what they are, and by when they began if they are the same. */
export function inOrder<Segment extends SentSegment>(
  segments: readonly Segment[],
): readonly Segment[] {
  return segments.toSorted(
    ({ ran: one }, { ran: other }) =>
      (one.segment?.index ?? 0) - (other.segment?.index ?? 0) ||
      one.startedAt.localeCompare(other.startedAt) ||
      one.endedAt.localeCompare(other.endedAt),
  );
}

/** Why the segments are not each part of the load once. */
function partition(segments: readonly (Segment | null)[]): readonly string[] {
  const parts = segments.filter((segment) => segment !== null);
  const wholes = segments.length - parts.length;
  const counts = [...new Set(parts.map(({ of }) => of))].sort((left, right) => left - right);
  const problems =
    wholes === 0 ? [] : [`${wholes} of what is merged ${wholes === 1 ? 'is' : 'are'} no segment.`];
  const [of = 0] = counts;
  if (counts.length !== 1) {
    return counts.length === 0
      ? problems
      : [...problems, `The segments are of loads in ${counts.join(' and in ')} parts.`];
  }
  for (let index = 1; index <= of; index += 1) {
    const times = parts.filter((part) => part.index === index).length;
    const name = capitalized(segmentInWords({ index, of }));
    if (times === 0) problems.push(`${name} is missing.`);
    if (times > 1) problems.push(`${name} is there ${times} times.`);
  }
  return problems;
}

/** Why the segments are not of one load. */
function differences([first, ...others]: readonly SentSegment[]): readonly string[] {
  if (first === undefined) return [];
  return others.flatMap(({ ran, k6 }) => {
    const name = named(ran.segment);
    const other = named(first.ran.segment).toLowerCase();
    const problems: string[] = [];
    if (ran.plan.seed !== first.ran.plan.seed) {
      problems.push(
        `${name} was sent with the seed ${ran.plan.seed}, and ${other} with ${first.ran.plan.seed}.`,
      );
    }
    if (
      ran.kind !== first.ran.kind ||
      JSON.stringify({ ...ran.plan, seed: 0 }) !== JSON.stringify({ ...first.ran.plan, seed: 0 })
    ) {
      problems.push(`${name} was sent by another plan than ${other}.`);
    }
    if (k6 !== first.k6) {
      problems.push(`${name} was sent by k6 ${k6}, and ${other} by ${first.k6}.`);
    }
    return problems;
  });
}

/**
 * Why it is not known that the segments were sent at one time. Each began by its own clock, so that its zero is the planned one however
 * wrong that clock is; AWS's is the one that all of them can be laid beside.
 */
function clocks(parts: readonly SentSegment[]): readonly string[] {
  if (parts.length < 2) return [];
  const known = parts
    .flatMap(({ ran: { segment }, clockOffsetMs }) =>
      clockOffsetMs === null ? [] : [{ name: named(segment), clockOffsetMs }],
    )
    .toSorted((one, other) => one.clockOffsetMs - other.clockOffsetMs);
  const [ahead] = known;
  const behind = known.at(-1);
  const apartMs =
    ahead === undefined || behind === undefined ? 0 : behind.clockOffsetMs - ahead.clockOffsetMs;
  return [
    ...parts
      .filter(({ clockOffsetMs }) => clockOffsetMs === null)
      .map(
        ({ ran: { segment } }) =>
          `${named(segment)}: how far its generator's clock is from AWS's was not seen, so that it is not known to have been sent with the others.`,
      ),
    ...(apartMs > CLOCK_LIMIT_MS
      ? [
          `The clock of the generator of ${(ahead?.name ?? '').toLowerCase()} is ${rounded(apartMs / 1000)} s ahead of that of ${(behind?.name ?? '').toLowerCase()}, and ${CLOCK_LIMIT_MS / 1000} s are the limit: they were not sent at one time.`,
        ]
      : []),
  ];
}

function named(segment: Segment | null): string {
  return segment === null ? 'A whole load' : capitalized(segmentInWords(segment));
}
