import { readExecutionMs } from '../../../collectors/postgres/parity/queries.ts';
import type { QueryTiming } from '../../../core/parity/queries/document.ts';
import { judgeFailures } from '../../../core/parity/queries/failure.ts';
import { timingOf } from '../../../core/parity/queries/timing.ts';
import { failuresOf, inTurn, valuesOf, type QueryWork } from './both-sides.ts';

/** The times of several runs on each side, which has run the query before; null with the reason where there are none. */
export async function measure(
  work: QueryWork,
): Promise<{ readonly timing: QueryTiming | null; readonly notes: readonly string[] }> {
  const answers = await inTurn(work, async (_, ask) => {
    const times: number[] = [];
    while (times.length < work.options.limits.runs) {
      times.push(await readExecutionMs(ask, work.query));
    }
    return times;
  });
  const both = valuesOf(answers);
  if (both !== null) return { timing: timingOf(...both), notes: [] };
  return { timing: null, notes: [judgeFailures(...failuresOf(answers)).note] };
}
