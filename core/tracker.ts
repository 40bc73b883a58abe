import { PHASE, SUB_PHASES, type StatementId, type SubPhaseId } from './statements.ts';
import type { Check } from './check.ts';
import type { Finding } from './finding.ts';
import { isUndecided } from './finding.ts';

/** What a run says of a statement of the plan. Only `proved` is a tick. */
export type Mark = 'proved' | 'disproved' | 'open';

export interface TrackedStatement {
  readonly id: StatementId;
  readonly text: string;
  readonly mark: Mark;
  /** Why it is open, as a sentence; null when it is not. */
  readonly reason: string | null;
  /** The findings behind the mark, those that keep it from a tick first; none that does not apply. */
  readonly findings: readonly Finding[];
}

export interface TrackedSubPhase {
  readonly id: SubPhaseId;
  readonly number: string;
  readonly title: string;
  /** `disproved` by one statement; `proved` by all of them. */
  readonly mark: Mark;
  readonly statements: readonly TrackedStatement[];
}

export interface Tracker {
  readonly phase: typeof PHASE;
  readonly mark: Mark;
  readonly subPhases: readonly TrackedSubPhase[];
}

/**
 * The plan's tracker out of the findings of one run. A statement is proved when every check that helps to prove it was
 * judged and passed, on every subject that it applies to; a run of some of the checks leaves it open.
 */
export function trackerOf(
  findings: readonly Finding[],
  checks: readonly Pick<Check, 'id' | 'proves'>[],
): Tracker {
  const byCheck = Map.groupBy(findings, ({ check }) => check);
  const subPhases = Object.entries(SUB_PHASES).map(([id, { number, title, statements }]) => {
    const tracked = Object.entries(statements).map(([statement, text]) =>
      trackedStatement(
        statement as StatementId,
        text,
        checks
          .filter(({ proves }) => proves.includes(statement as StatementId))
          .map((check) => ({ check: check.id, findings: byCheck.get(check.id) ?? [] })),
      ),
    );
    const mark = worstOf(tracked.map((it) => it.mark));
    return { id: id as SubPhaseId, number, title, mark, statements: tracked };
  });
  return { phase: PHASE, mark: worstOf(subPhases.map(({ mark }) => mark)), subPhases };
}

interface Prover {
  readonly check: string;
  readonly findings: readonly Finding[];
}

function trackedStatement(
  id: StatementId,
  text: string,
  provers: readonly Prover[],
): TrackedStatement {
  const applicable = provers
    .flatMap(({ findings }) => findings)
    .filter(({ status }) => status !== 'not-applicable');
  const failed = applicable.filter(({ status, waiver }) => status === 'fail' && waiver === null);
  const waived = applicable.filter(({ status, waiver }) => status === 'fail' && waiver !== null);
  const undecided = applicable.filter(({ status }) => isUndecided(status));
  const passed = applicable.filter(({ status }) => status === 'pass');
  const findings = [...failed, ...undecided, ...waived, ...passed];
  if (failed.length > 0) return { id, text, mark: 'disproved', reason: null, findings };
  const reason = openReason(provers, { undecided, waived, passed });
  return { id, text, mark: reason === null ? 'proved' : 'open', reason, findings };
}

/** Why nothing disproves a statement and it is not proved either; null when it is proved. */
function openReason(
  provers: readonly Prover[],
  {
    undecided,
    waived,
    passed,
  }: Readonly<Record<'undecided' | 'waived' | 'passed', readonly Finding[]>>,
): string | null {
  if (provers.length === 0) return 'No check verifies it.';
  if (undecided.length > 0) return 'Part of it could not be decided.';
  if (waived.length > 0) return 'A deviation from it is waived, which does not make it true.';
  const missing = provers.filter(({ findings }) => findings.length === 0);
  if (missing.length > 0) {
    return `The run did not judge ${missing.map(({ check }) => check).join(', ')}.`;
  }
  if (passed.length === 0) return 'The spec declares nothing of it.';
  return null;
}

function worstOf(marks: readonly Mark[]): Mark {
  if (marks.includes('disproved')) return 'disproved';
  return marks.every((mark) => mark === 'proved') ? 'proved' : 'open';
}
