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
  return [...Map.groupBy(findings, keyOf).values()]
    .map((members) => members.toSorted(bySeverity))
    .flatMap(([first, ...others]) => (first === undefined ? [] : [groupOf(first, others)]))
    .sort(worstFirst);
}

/** Each finding by itself, worst first. */
export function singlesOf(findings: readonly Finding[]): readonly Group[] {
  return findings.map((finding) => groupOf(finding, [])).sort(worstFirst);
}

function groupOf(first: Finding, others: readonly Finding[]): Group {
  return { outcome: outcomeOf(first), first, others };
}

const NAMES_SHOWN = 30;

/** The subjects of a group's other findings, with their check where it is another one. */
export function namesOf(first: Finding, others: readonly Finding[]): string {
  const names = others
    .slice(0, NAMES_SHOWN)
    .map(({ check, subject }) => (check === first.check ? subject : `${check} ${subject}`));
  const left = others.length - names.length;
  return `${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

function keyOf(finding: Finding): string {
  const outcome = outcomeOf(finding);
  const reasons = finding.causes.map(({ operation, code, action }) => [operation, code, action]);
  const what =
    isUndecided(finding.status) && finding.status !== 'unsettled' ? reasons : finding.check;
  return JSON.stringify([outcome, finding.message, what, finding.waiver?.id ?? null]);
}

export function worstFirst(left: Group, right: Group): number {
  return (
    OUTCOME_ORDER.indexOf(left.outcome) - OUTCOME_ORDER.indexOf(right.outcome) ||
    bySeverity(left.first, right.first)
  );
}

function bySeverity(left: Finding, right: Finding): number {
  return SEVERITY_ORDER.indexOf(left.severity) - SEVERITY_ORDER.indexOf(right.severity);
}
