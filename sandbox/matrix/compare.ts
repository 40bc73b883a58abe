import { isAbout, type Finding, type Status } from '../../core/finding.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Broken } from '../faults/fault.ts';

/** A finding whose status is another than on the unbroken deployment. */
export interface Change {
  readonly check: string;
  readonly subject: string;
  readonly from: Status;
  readonly to: Status;
}

/** What a fault was said to change, and what it did. */
export interface Detection {
  /** Changes as announced. */
  readonly found: readonly Change[];
  /** Announced and not so; `to` is what the finding is instead. */
  readonly missed: readonly Change[];
  /** Not announced. */
  readonly unexpected: readonly Change[];
  /** Announced of a check or subject that the unbroken run has no passing finding of. */
  readonly unknown: readonly string[];
}

type Key = Pick<Finding, 'check' | 'subject'>;

/** Compares the findings of an unbroken and of a broken deployment with what the fault announces; pure. */
export function detect(
  before: readonly Finding[],
  after: readonly Finding[],
  breaks: readonly Broken[],
  spec: Spec,
): Detection {
  const expected = new Map<string, Status>();
  const unknown: string[] = [];
  for (const broken of breaks) {
    for (const subject of [broken.subject(spec)].flat()) {
      const fitting = before.filter(
        (finding) => isOfCheck(finding, broken, breaks) && isOfSubject(finding, subject),
      );
      if (fitting.length === 0) unknown.push(`${broken.check} ${subject}`);
      for (const finding of fitting) expected.set(keyOf(finding), broken.status ?? 'fail');
    }
  }
  const now = Map.groupBy(after, ({ check }) => check);
  const found: Change[] = [];
  const missed: Change[] = [];
  const unexpected: Change[] = [];
  for (const { check, subject, status: from } of before) {
    const to = statusOf(now.get(check) ?? [], subject);
    const wanted = expected.get(keyOf({ check, subject }));
    const change = { check, subject, from, to };
    if (wanted !== undefined) (to === wanted ? found : missed).push(change);
    else if (to !== from) unexpected.push(change);
  }
  return { found, missed, unexpected, unknown };
}

/** Findings that are not as on the unbroken deployment; pure. */
export function changes(before: readonly Finding[], after: readonly Finding[]): readonly Change[] {
  return detect(before, after, [], {} as Spec).unexpected;
}

/** Only what passed can be broken: what did not apply before does not apply now. */
function isOfCheck(finding: Finding, broken: Broken, breaks: readonly Broken[]): boolean {
  if (finding.status !== 'pass') return false;
  return broken.check === '*'
    ? !breaks.some(({ check }) => check === finding.check)
    : broken.check === finding.check;
}

function isOfSubject(finding: Finding, subject: string): boolean {
  return subject.endsWith('*')
    ? finding.subject.startsWith(subject.slice(0, -1))
    : finding.subject === subject;
}

/** The status of an entry; one that has become several findings is what the first that does not pass says. */
function statusOf(findings: readonly Finding[], entry: string): Status {
  const about = findings.filter(({ subject }) => isAbout(subject, entry));
  return (about.find(({ status }) => status !== 'pass') ?? about[0])?.status ?? 'not-checked';
}

function keyOf({ check, subject }: Key): string {
  return `${check} ${subject}`;
}
