import { isUndecided, type Finding } from '../core/finding.ts';
import { OUTCOME_ORDER, outcomeOf, SEVERITY_ORDER, type Outcome } from './status-table.ts';

/** Findings that say the same thing of several subjects. */
export interface Group {
  readonly outcome: Outcome;
  /** The one to show in full: of the worst severity. */
  readonly first: Finding;
  readonly others: readonly Finding[];
}

/**
 * Findings by what they say, worst first. Failures are one group when check and message are the same; what could not be
 * decided, when the reason is: one missing permission is one group however many checks it blinds.
 */
export function groupsOf(findings: readonly Finding[]): readonly Group[] {
  const byKey = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const members = byKey.get(key);
    if (members === undefined) byKey.set(key, [finding]);
    else members.push(finding);
  }
  return [...byKey.values()]
    .map((members) => members.toSorted(bySeverity))
    .flatMap(([first, ...others]) =>
      first === undefined ? [] : [{ outcome: outcomeOf(first), first, others }],
    )
    .sort(worstFirst);
}

function keyOf(finding: Finding): string {
  const outcome = outcomeOf(finding);
  const reasons = finding.causes.map(({ operation, code, action }) => [operation, code, action]);
  const what =
    isUndecided(finding.status) && finding.status !== 'unsettled' ? reasons : finding.check;
  return JSON.stringify([outcome, finding.message, what, finding.waiver?.id ?? null]);
}

function worstFirst(left: Group, right: Group): number {
  return (
    OUTCOME_ORDER.indexOf(left.outcome) - OUTCOME_ORDER.indexOf(right.outcome) ||
    bySeverity(left.first, right.first)
  );
}

function bySeverity(left: Finding, right: Finding): number {
  return SEVERITY_ORDER.indexOf(left.severity) - SEVERITY_ORDER.indexOf(right.severity);
}
