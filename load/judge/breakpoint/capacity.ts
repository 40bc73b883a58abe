import type { Capacity } from '../../../core/load/capacity.ts';
import { bracketOf } from '../../breakpoint/search.ts';
import type { JudgedWorkload } from '../judged-workload.ts';
import type { MeasuredWindow } from '../window.ts';
import type { LevelVerdict } from './level-verdict.ts';
import { stepAfter, type JudgedLevel } from './search-course.ts';

/** What a level was of one workload. */
export interface OwnLevel {
  readonly level: JudgedLevel;
  readonly window: MeasuredWindow;
  readonly requestsPerSecond: number;
  readonly verdict: LevelVerdict;
}

/** The levels of a workload, in the order in which they were sent. */
export function ownLevels(
  levels: readonly JudgedLevel[],
  { name }: Pick<JudgedWorkload, 'name'>,
): readonly OwnLevel[] {
  return levels.flatMap((level) => {
    const index = level.measurements.findIndex(({ workload }) => workload.name === name);
    const judged = level.measurements[index]?.judged;
    const verdict = level.verdicts[index];
    return judged?.kind === 'window' && verdict !== undefined
      ? [{ level, window: judged, requestsPerSecond: judged.requestsPerSecond, verdict }]
      : [];
  });
}

/**
 * The rate up to which a workload keeps its objective: at least that of the greatest level that held by its whole intervals, and less than
 * that of the least that did not. Never more than what was sent.
 */
export function capacityOf(
  levels: readonly JudgedLevel[],
  own: readonly OwnLevel[],
  { requestsPerSecond: declared }: Pick<JudgedWorkload, 'requestsPerSecond'>,
): Capacity {
  const { good, bad } = bracketOf(
    own.map(({ requestsPerSecond, verdict }) => ({
      loadRatio: requestsPerSecond,
      outcome: verdict.outcome,
    })),
  );
  const overDeclared = (rate: number | null) => (rate === null ? null : rate / declared);
  return {
    lowerRequestsPerSecond: good,
    upperRequestsPerSecond: bad,
    headroom: { lower: overDeclared(good), upper: overDeclared(bad) },
    ...endOf(levels),
  };
}

function endOf(levels: readonly JudgedLevel[]): Pick<Capacity, 'ended' | 'endedBecause'> {
  const stop = levels.at(-1)?.ran.stop ?? null;
  if (stop?.by === 'caller') return { ended: 'stopped', endedBecause: stop.sentence };
  const step = stepAfter(levels);
  if (step.kind === 'level') {
    return { ended: 'stopped', endedBecause: 'It was ended before it had come to an end.' };
  }
  return stop !== null && step.why === 'spoiled'
    ? { ended: stop.by === 'guard' ? 'guard' : 'stopped', endedBecause: stop.sentence }
    : { ended: step.why, endedBecause: step.says };
}
