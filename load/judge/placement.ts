import type { MeasuredPhase } from './measured-phase.ts';

/** More than a clock and a timer move over the edge of a second: so many requests, or this share of them. */
const EDGE = { requests: 2, ratio: 0.02 } as const;

/**
 * How many of a phase's requests were told of another second than they were planned for, or of none. A clock that was set, a minute
 * that was lost and seconds that were mixed up all show here, even where the numbers of requests agree.
 */
export function misplacedRequests({ plannedBySecond, toldBySecond }: MeasuredPhase): number {
  let missing = 0;
  let extra = 0;
  for (const second of new Set([...plannedBySecond.keys(), ...toldBySecond.keys()])) {
    const more = (toldBySecond.get(second)?.all.count ?? 0) - (plannedBySecond.get(second) ?? 0);
    if (more > 0) extra += more;
    else missing -= more;
  }
  return Math.max(missing, extra);
}

/** Whether that is more than what lies at the edges of seconds. */
export function isMisplaced(phase: MeasuredPhase): boolean {
  return misplacedRequests(phase) > Math.max(EDGE.requests, EDGE.ratio * phase.planned);
}
