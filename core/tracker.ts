import { differenceFrom, FIGURES, type Figure } from './figures.ts';
import type { Finding } from './finding.ts';
import { isUndecided } from './finding.ts';
import { migrationPlanOf, type MigrationPlan } from './migration-plan.ts';
import type { Report } from './report.ts';
import type { StatementId } from './statements.ts';

/** What a run says of a statement of the plan. Only `proved` is a tick. */
export type Mark = 'proved' | 'disproved' | 'open';

export interface TrackedStatement {
  readonly id: string;
  readonly text: string;
  readonly mark: Mark;
  /** Why it is open, as a sentence; null when it is not. */
  readonly reason: string | null;
  /** The findings behind the mark, those that keep it from a tick first; none that does not apply. */
  readonly findings: readonly Finding[];
}

export interface TrackedSubPhase {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** `disproved` by one statement; `proved` by all of them. */
  readonly mark: Mark;
  readonly statements: readonly TrackedStatement[];
}

export interface Tracker {
  readonly phase: Pick<MigrationPlan, 'id' | 'number' | 'title'>;
  readonly mark: Mark;
  readonly subPhases: readonly TrackedSubPhase[];
}

/**
 * The plan's tracker out of the document of one run. A statement is proved when every check that helps to prove it was
 * judged and passed on something, on all that it applies to, and the spec declares the figures that the statement has; a run
 * of some of the checks leaves it open. A document that does not say which checks those are proves nothing.
 */
export function trackerOf({
  findings,
  migrationPlan,
}: Pick<Report, 'findings' | 'migrationPlan'>): Tracker {
  const byCheck = Map.groupBy(findings, ({ check }) => check);
  const { id, number, title, subPhases } = migrationPlan ?? migrationPlanOf([]);
  const tracked = subPhases.map((subPhase): TrackedSubPhase => {
    const statements = subPhase.statements.map((statement) => {
      const provers = statement.checks.map((check) => ({
        check,
        findings: byCheck.get(check) ?? [],
      }));
      return migrationPlan === null
        ? notKnown(statement)
        : trackedStatement(statement.id, statement.text, provers);
    });
    return { ...subPhase, mark: worstOf(statements.map(({ mark }) => mark)), statements };
  });
  return {
    phase: { id, number, title },
    mark: worstOf(tracked.map(({ mark }) => mark)),
    subPhases: tracked,
  };
}

function notKnown({ id, text }: Pick<TrackedStatement, 'id' | 'text'>): TrackedStatement {
  const reason = 'It is not known: the document does not say which checks prove it.';
  return { id, text, mark: 'open', reason, findings: [] };
}

interface Prover {
  readonly check: string;
  readonly findings: readonly Finding[];
}

function trackedStatement(id: string, text: string, provers: readonly Prover[]): TrackedStatement {
  const applicable = provers
    .flatMap(({ findings }) => findings)
    .filter(({ status }) => status !== 'not-applicable');
  const failed = applicable.filter(({ status, waiver }) => status === 'fail' && waiver === null);
  const waived = applicable.filter(({ status, waiver }) => status === 'fail' && waiver !== null);
  const undecided = applicable.filter(({ status }) => isUndecided(status));
  const passed = applicable.filter(({ status }) => status === 'pass');
  const findings = [...failed, ...undecided, ...waived, ...passed];
  if (failed.length > 0) return { id, text, mark: 'disproved', reason: null, findings };
  const figures = FIGURES[id as StatementId] ?? [];
  const reason = openReason(provers, { undecided, waived, passed }) ?? otherFigure(figures, passed);
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
  const proving = new Set(passed.map(({ check }) => check));
  const [idle] = provers.filter(({ check }) => !proving.has(check));
  return idle === undefined ? null : appliesToNothing(idle);
}

function appliesToNothing({ check, findings }: Prover): string {
  return `${check} applies to nothing: ${findings[0]?.message ?? 'it does not say why.'}`;
}

/** What was declared, and proved, in the place of a figure of the plan; null when it is the figure. */
function otherFigure(figures: readonly Figure[], passed: readonly Finding[]): string | null {
  const [other = null] = figures.flatMap((figure) => {
    const declared = passed.filter(({ check }) => check === figure.check);
    return (
      differenceFrom(
        figure,
        declared.map(({ expected }) => expected ?? {}),
      ) ?? []
    );
  });
  return other;
}

/** Nothing is proved where there is nothing to prove. */
function worstOf(marks: readonly Mark[]): Mark {
  if (marks.includes('disproved')) return 'disproved';
  return marks.length > 0 && marks.every((mark) => mark === 'proved') ? 'proved' : 'open';
}
