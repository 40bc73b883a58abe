import type { SizingVerdict } from '../../core/load/sizing.ts';
import type { ScenarioKind } from '../plan/phases.ts';

/**
 * What decides a verdict.
 * - V1: the generator sent all of the plan, in time, told all of it, and was not too busy to measure.
 * - V2: it arrived at the rate and in the seconds that were planned.
 * - V4: what was in flight is the rate times how long requests took, so that the stream tells of all that was sent.
 * - V3: the service came to rest under it.
 * - L1: the 95th percentile keeps its objective.
 * - L2: failures keep within their share.
 * - H1: a fifth more than the declared rate is carried, and the peak.
 * - A1, A2, A3: where AWS was watched, it shows that the declared service answered all of it, in a size that is declared.
 * - scope: what was sent is not the declared rate, or not all of its work, or not for long enough to say anything of it.
 */
export type RuleId = 'V1' | 'V2' | 'V3' | 'V4' | 'L1' | 'L2' | 'H1' | 'A1' | 'A2' | 'A3' | 'scope';

/** What one rule says. HOLDS: nothing against it. */
export interface Ruling {
  readonly rule: RuleId;
  readonly verdict: Exclude<SizingVerdict, 'OVERSIZED'>;
  /** Whole sentences with the figures. */
  readonly reason: string;
  readonly evidence: Readonly<Record<string, number>>;
}

/** The verdict on one workload in one scenario: the worst ruling, and the first of equals. */
export interface Judgement extends Ruling {
  readonly scenario: ScenarioKind;
  readonly workload: string;
  /** All that its rules say, the one that decides it among them. */
  readonly rulings: readonly Ruling[];
  /** Whether it is about the declared rate, or more. Of less, nothing follows for the size but that it is too small. */
  readonly ofDeclaredRate: boolean;
  /** Whether something was sent at the declared peak, or more, and is in the verdict. */
  readonly ofPeak: boolean;
  /** The greatest rate that was seen to hold over the declared one; null when no level was. */
  readonly margin: number | null;
}

const WORST_FIRST = ['INVALID', 'UNDERSIZED', 'INCONCLUSIVE', 'HOLDS'] as const;

/**
 * The worst of several verdicts, and the first of equals.
 * @throws {RangeError} when there are none: nothing at all is never a verdict.
 */
export function worst<Judged extends Pick<Ruling, 'verdict'>>(judged: readonly Judged[]): Judged {
  for (const verdict of WORST_FIRST) {
    const found = judged.find((one) => one.verdict === verdict);
    if (found !== undefined) return found;
  }
  throw new RangeError('There is no ruling.');
}
