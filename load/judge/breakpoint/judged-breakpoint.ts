import type { ScenarioRun } from '../../../core/load/scenario-run.ts';
import type { JudgedWorkload } from '../judged-workload.ts';
import { type Judgement, type Ruling, worst } from '../judgement.ts';
import { rounded } from '../words.ts';
import { breakpointRunOf } from './breakpoint-run.ts';
import { capacityOf, ownLevels, type OwnLevel } from './capacity.ts';
import { headroomRuling } from './headroom-rule.ts';
import type { JudgedLevel } from './search-course.ts';

/** A product of ratios may lie a rounding error beside the rate that it stands for. */
const ALMOST = 1e-9;

/** What a search says of one workload. */
export interface JudgedBreakpoint {
  readonly judgement: Judgement;
  readonly run: ScenarioRun;
}

/**
 * What the levels of a search say together of each workload: by the level of the declared rate whether it is carried, and by all of them
 * how much more is.
 * @param beganMs when the load test began
 */
export function judgedBreakpoint(
  levels: readonly JudgedLevel[],
  workloads: readonly JudgedWorkload[],
  beganMs: number,
): readonly JudgedBreakpoint[] {
  return workloads.flatMap((workload) => {
    const own = ownLevels(levels, workload);
    if (own.length === 0) return [];
    const capacity = capacityOf(levels, own, workload);
    const headroom = headroomRuling(capacity, workload);
    const rulings = [...rulingsAtRate(own, workload), headroom];
    const decided = worst(rulings);
    const told = decided.verdict === 'HOLDS' ? headroom : decided;
    const lower = capacity.lowerRequestsPerSecond;
    const judgement: Judgement = {
      ...told,
      rulings,
      scenario: 'breakpoint',
      workload: workload.name,
      ofDeclaredRate: own.some(
        ({ requestsPerSecond }) => requestsPerSecond >= workload.requestsPerSecond * (1 - ALMOST),
      ),
      ofPeak: lower !== null && lower >= workload.peakRequestsPerSecond * (1 - ALMOST),
      margin: told.verdict === 'INVALID' ? null : capacity.headroom.lower,
    };
    return [{ judgement, run: breakpointRunOf(own, capacity, workload, beganMs) }];
  });
}

/** What the level of the declared rate says: each of its rules. */
function rulingsAtRate(own: readonly OwnLevel[], workload: JudgedWorkload): readonly Ruling[] {
  const { requestsPerSecond: declared } = workload;
  const found = own.find(
    ({ requestsPerSecond }) => Math.abs(requestsPerSecond / declared - 1) <= ALMOST,
  );
  return (
    found?.verdict.rulings ?? [
      {
        rule: 'scope',
        verdict: 'INCONCLUSIVE',
        reason: `No level is of the declared rate, ${rounded(declared)} requests a second.`,
        evidence: {},
      },
    ]
  );
}
