/** A value at its place; null where there is none, so that a line has a gap. */
export type Point = readonly [x: number, y: number | null];

/**
 * At most about so many points, the least and the greatest of each stretch among them: a peak of one second is still to be
 * seen in a soak of hours. A gap stays a gap.
 */
export function thinned(points: readonly Point[], most = 600): readonly Point[] {
  if (points.length <= most) return points;
  const stretch = Math.ceil((3 * points.length) / most);
  const kept: Point[] = [];
  for (let from = 0; from < points.length; from += stretch) {
    kept.push(...extremes(points.slice(from, from + stretch)));
  }
  return kept;
}

/** The least, the greatest and the first gap of a stretch, in their order. */
function extremes(points: readonly Point[]): readonly Point[] {
  let least: Point | undefined;
  let greatest: Point | undefined;
  let gap: Point | undefined;
  for (const point of points) {
    const [, value] = point;
    if (value === null) {
      gap ??= point;
      continue;
    }
    if (least === undefined || value < (least[1] ?? value)) least = point;
    if (greatest === undefined || value > (greatest[1] ?? value)) greatest = point;
  }
  return points.filter((point) => point === least || point === greatest || point === gap);
}
