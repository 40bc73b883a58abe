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

/** The subjects of a group's other findings by name, and how many there are of each other check. */
export function othersInWords({ first, others }: Group): string {
  const subjects = others.filter(({ check }) => check === first.check);
  const names = subjects.slice(0, NAMES_SHOWN).map(({ subject }) => subject);
  const left = subjects.length - names.length;
  const elsewhere = others.filter(({ check }) => check !== first.check);
  const byCheck = [...Map.groupBy(elsewhere, ({ check }) => check)];
  return [
    ...names,
    ...(left > 0 ? [`${left} more`] : []),
    ...byCheck.map(([check, findings]) => `${check} (${findings.length})`),
  ].join(', ');
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
