import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Collector } from '../core/collector.ts';
import { judgeRow, type Judged, type PositionOf } from '../core/evaluate.ts';
import { openEvidence } from '../core/evidence.ts';
import type { Plan, PlannedCheck } from '../core/plan.ts';
import type { ArtifactRecord, Snapshot } from '../core/snapshot.ts';

/** How long judging may keep answers waiting that have arrived. */
const SLICE_MS = 10;

export interface JudgeAhead {
  /** Takes an artifact, and soon judges the checks that have waited for it alone. */
  readonly add: (collector: Collector, record: ArtifactRecord) => void;
  /** Ends judging ahead, and gives the rows that are judged. */
  readonly end: () => Judged;
}

/**
 * Judges the checks of which every artifact was collected while the others are still on their way: a run mostly waits for
 * AWS's rates. Judging a row again from the whole snapshot gives the same, since it depends on its own artifacts alone.
 * @param start the snapshot before the artifacts that are to come.
 */
export function judgeAhead(planned: Plan, start: Snapshot, positionOf: PositionOf): JudgeAhead {
  const artifacts = { ...start.artifacts };
  const evidence = openEvidence({ ...start, artifacts });
  const judged = new Map<PlannedCheck, ReturnType<typeof judgeRow>>();
  const waiting = new Set(planned.rows.map(({ check }) => check));
  const rowsOf = Map.groupBy(planned.rows, ({ check }) => check);
  const queue: PlannedCheck[] = [];
  let next = 0;
  let isJudging = false;
  let isEnded = false;

  const judgeQueue = async () => {
    isJudging = true;
    // To shift rows off the queue would move those behind them, and there are a hundred thousand.
    for (let untilMs = 0, row = queue[next]; row !== undefined; row = queue[next]) {
      next += 1;
      if (performance.now() >= untilMs) {
        await nextTurn();
        untilMs = performance.now() + SLICE_MS;
      }
      if (isEnded) break;
      judged.set(row, judgeRow(planned, row, evidence, positionOf));
    }
    isJudging = false;
  };

  return {
    add: (collector, record) => {
      artifacts[collector.id] = record;
      for (const check of waiting) {
        // One that could not be collected is for the end: only then it is known whether the run was stopped.
        const isSeen = Object.values(check.needs).every(
          ({ id }) => artifacts[id]?.state === 'collected',
        );
        if (!isSeen) continue;
        waiting.delete(check);
        queue.push(...(rowsOf.get(check) ?? []));
      }
      if (!isJudging && next < queue.length) void judgeQueue();
    },
    end: () => {
      isEnded = true;
      return judged;
    },
  };
}
