/** From `from` up to, and without, `to`. Half-open, so that neighbours meet without any arithmetic. */
export interface Interval<N extends number | bigint> {
  readonly from: N;
  readonly to: N;
}

/** A set of whole numbers: intervals in order, none empty, none touching the next. */
export type IntervalSet<N extends number | bigint> = readonly Interval<N>[];

/** The set of all that lies in any of the intervals, whatever their order and overlap. */
export function union<N extends number | bigint>(
  intervals: readonly Interval<N>[],
): IntervalSet<N> {
  const merged: Interval<N>[] = [];
  const ordered = intervals
    .filter(({ from, to }) => from < to)
    .sort((left, right) => (left.from < right.from ? -1 : left.from > right.from ? 1 : 0));
  for (const { from, to } of ordered) {
    const last = merged.at(-1);
    if (last === undefined || last.to < from) merged.push({ from, to });
    else if (last.to < to) merged[merged.length - 1] = { from: last.from, to };
  }
  return merged;
}

/** What is in `set` and not in `removed`. */
export function subtract<N extends number | bigint>(
  set: IntervalSet<N>,
  removed: IntervalSet<N>,
): IntervalSet<N> {
  return set.flatMap(({ from, to }) => {
    const kept: Interval<N>[] = [];
    let start = from;
    for (const hole of removed) {
      if (hole.to <= start || hole.from >= to) continue;
      if (hole.from > start) kept.push({ from: start, to: hole.from });
      start = hole.to;
    }
    if (start < to) kept.push({ from: start, to });
    return kept;
  });
}

/** What is in both sets. */
export function intersect<N extends number | bigint>(
  left: IntervalSet<N>,
  right: IntervalSet<N>,
): IntervalSet<N> {
  return subtract(left, subtract(left, right));
}

/** The pieces of `interval` between the given cuts. */
export function cut<N extends number | bigint>(
  { from, to }: Interval<N>,
  cuts: readonly N[],
): readonly Interval<N>[] {
  const inside = [...new Set(cuts)]
    .filter((at) => from < at && at < to)
    .sort((left, right) => (left < right ? -1 : 1));
  const bounds = [from, ...inside, to];
  return bounds.slice(1).flatMap((end, index) => {
    const start = bounds[index];
    return start === undefined ? [] : [{ from: start, to: end }];
  });
}
