import { actionsOf, type Collector } from './collector.ts';
import { domainOf, type Check, type Subject } from './check.ts';
import type { IamAction } from './aws.ts';
import { trackReads, type ReadTracker } from './spec/reads.ts';
import type { Spec } from './spec/spec.ts';
import type { Suite } from './suite.ts';

/** One check to evaluate against one spec entry: one row of the report, whatever happens. */
export interface PlannedCheck {
  readonly check: Check;
  /** Null when the spec has no entry for the check. */
  readonly subject: Subject | null;
  /** Why it does not apply; null when it does. */
  readonly notApplicable: string | null;
  /** Why it will not be judged in this run, such as a filter; null when it will. */
  readonly excluded: string | null;
  /** Leaves of the spec that were read to find the check's subjects. */
  readonly reads: readonly string[];
}

/** What will be judged, known before any AWS call, from the suite and the spec alone. */
export interface Plan {
  readonly suite: Suite;
  readonly spec: Spec;
  readonly tracker: ReadTracker;
  readonly rows: readonly PlannedCheck[];
}

/** Says whether a check is left out of a run, and why; null keeps it in. */
export type Exclude = (check: Check) => string | null;

export function plan(suite: Suite, spec: Spec, exclude: Exclude = () => null): Plan {
  const tracker = trackReads(spec);
  const rows = suite.checks.flatMap((check) => rowsOf(check, tracker, exclude(check)));
  return { suite, spec, tracker, rows };
}

function rowsOf(check: Check, tracker: ReadTracker, excluded: string | null): PlannedCheck[] {
  const { value: subjects, reads } = tracker.during(() => check.subjects(tracker.spec));
  if (subjects.length === 0) {
    return [{ check, subject: null, notApplicable: check.none, excluded, reads }];
  }
  const names = new Set<string>();
  return subjects.map((subject) => {
    if (names.has(subject.name)) {
      throw new Error(`check ${check.id} has two subjects named ${subject.name}`);
    }
    names.add(subject.name);
    return { check, subject, notApplicable: subject.notApplicable ?? null, excluded, reads };
  });
}

/** The collectors whose artifacts the rows need, each once. */
export function collectorsFor({ rows }: Plan): readonly Collector[] {
  const needed = rows
    .filter((row) => row.notApplicable === null && row.excluded === null)
    .flatMap(({ check }) => Object.values(check.needs));
  return [...new Set(needed)];
}

/** The least IAM permissions with which a suite can run, whatever the spec declares. */
export function actionsFor(suite: Suite): readonly IamAction[] {
  const collectors = suite.checks.flatMap(({ needs }) => Object.values(needs));
  return [...new Set(collectors.flatMap(actionsOf))].sort();
}

/** The domains of a suite, in the order in which it lists them. */
export function domainsOf(suite: Suite): readonly string[] {
  return [...new Set(suite.checks.map(({ id }) => domainOf(id)))];
}
