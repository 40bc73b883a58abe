import type { LevelOutcome } from '../../breakpoint/search.ts';
import { judgeWorkload } from '../judge-workload.ts';
import { type Ruling, worst } from '../judgement.ts';
import type { Measurement } from '../measurement.ts';
import type { RanScenario } from '../ran-scenario.ts';
import { unservedInWords } from '../unserved-requests.ts';
import { rounded } from '../words.ts';
import { undrained } from './drained.ts';
import { guardedRuling } from './guarded-level.ts';

/** What a level says of one workload. */
export interface LevelVerdict {
  readonly outcome: LevelOutcome;
  /** By which it is what it is. */
  readonly reason: string;
  readonly rulings: readonly Ruling[];
}

/** What tells that the load was the planned one, and that all of it is told. */
const SENT: ReadonlySet<string> = new Set(['V1', 'V2', 'V4']);
/** What must speak for a level that held, each of them. */
const FOR: readonly string[] = ['V3', 'L1', 'L2'];

/**
 * What a level says: it held only when the service was at rest under it and both intervals lie within their objectives; it did not
 * when the evidence speaks against it; and otherwise it is undecided.
 */
export function levelVerdict(
  ran: Pick<RanScenario, 'stop' | 'fold'>,
  measurement: Measurement,
): LevelVerdict {
  const { rulings } = judgeWorkload(measurement);
  const backlog = undrained(measurement);
  if (backlog !== null) {
    return {
      outcome: 'spoiled',
      reason: backlog,
      rulings: [
        ...rulings.filter(({ rule }) => SENT.has(rule)),
        { rule: 'scope', verdict: 'INCONCLUSIVE', reason: backlog, evidence: {} },
      ],
    };
  }
  const guarded = guardedRuling(ran, measurement);
  if (guarded !== null) {
    const reason = ran.stop?.sentence ?? guarded.reason;
    // Of what the other rules ask nothing was measured to its end.
    const unmeasured = { rule: 'scope', verdict: 'INCONCLUSIVE', reason, evidence: {} } as const;
    return { outcome: 'bad', reason: guarded.reason, rulings: [guarded, unmeasured] };
  }
  const sent = worst(rulings.filter(({ rule }) => SENT.has(rule)));
  if (sent.verdict === 'INVALID') return { outcome: 'spoiled', reason: sent.reason, rulings };
  const against = rulings.find(({ verdict }) => verdict === 'UNDERSIZED');
  if (against !== undefined) return { outcome: 'bad', reason: against.reason, rulings };
  const { judged } = measurement;
  const isSent = sent.verdict === 'HOLDS';
  const rate = judged.kind === 'none' ? '' : `At ${rounded(judged.requestsPerSecond)} a second: `;
  const missing = FOR.flatMap(
    (rule) => rulings.find((one) => one.rule === rule && one.verdict !== 'HOLDS') ?? [],
  );
  const open = [...missing, ...rulings.filter(({ verdict }) => verdict === 'INCONCLUSIVE')];
  const isAllThere = FOR.every((rule) =>
    rulings.some((one) => one.rule === rule && one.verdict === 'HOLDS'),
  );
  const unserved =
    judged.kind === 'none'
      ? null
      : unservedInWords(judged.measured.requests, measurement.workload.objective);
  if (isSent && isAllThere && judged.kind === 'window' && unserved === null) {
    return { outcome: 'good', reason: `${rate}it held.`, rulings };
  }
  return {
    outcome: 'undecided',
    reason:
      isSent && isAllThere && unserved !== null
        ? `${rate}${unserved}.`
        : (open[0]?.reason ?? `${rate}it was not judged.`),
    rulings,
  };
}

/** What the workloads of a level say together: who is served badly is, whatever the others say; and it held when it did for all. */
export function combined(verdicts: readonly LevelVerdict[]): LevelVerdict {
  for (const outcome of ['bad', 'spoiled', 'undecided'] as const) {
    const found = verdicts.find((verdict) => verdict.outcome === outcome);
    if (found !== undefined) return found;
  }
  const [first] = verdicts;
  if (first === undefined) {
    return { outcome: 'spoiled', reason: 'Nothing was sent of a declared workload.', rulings: [] };
  }
  return first;
}
