import { entryOf } from '../finding.ts';
import { findingKey, identity } from '../finding-key.ts';
import type { Json } from '../json.ts';
import type { ComparedFinding, ComparedReport } from './compared.ts';
import type { Change, ChangeKind, History, Outcome, PastRun } from './history.ts';
import { outcomeOf, standingOf } from './outcome.ts';
import { EVERYWHERE, specChanges, touchedBy } from './spec-changes.ts';

/** What differs between two runs of one series. */
export type Comparison = Pick<History, 'since' | 'changes' | 'still' | 'specChanges'>;

/** The part of a document that a comparison reads. */
export type Compared = Pick<ComparedReport, 'run' | 'verdict' | 'counts' | 'findings'>;

/** A run and the spec in force that it judged; null when that spec cannot be read any more. */
export interface JudgedBy {
  readonly report: Compared;
  readonly spec: Json | null;
}

const SPEC_CHANGES_SHOWN = 200;

export function pastRun({ run, verdict, counts }: Compared): PastRun {
  return {
    id: run.id,
    finishedAt: run.finishedAt,
    verdict,
    counts,
    specDigest: run.spec.digest,
  };
}

/**
 * What differs in the later of two runs, by the keys of findings. Only a pass fixes a failure: what the later run did not
 * judge, or could not decide, is never called fixed.
 */
export function compareRuns(earlier: JudgedBy, later: JudgedBy): Comparison {
  const places = placesOf(earlier, later);
  const isTouched = touchedBy(places);
  // By what the keys are digests of: a digest of each finding of both runs would take longer than all the rest.
  const before = byIdentity(earlier.report.findings);
  const after = byIdentity(later.report.findings);
  const changes = [...new Set([...after.keys(), ...before.keys()])].flatMap((name) => {
    const old = before.get(name) ?? null;
    const found = after.get(name) ?? null;
    const finding = found ?? old;
    if (finding === null) return [];
    const was = outcomeIn(before, finding);
    const is = outcomeIn(after, finding);
    const kind = kindOf(was, is);
    return kind === null ? [] : [changeOf(kind, was, is, finding, old, isTouched)];
  });
  return {
    since: pastRun(earlier.report),
    changes,
    still: [...after].filter(([name, finding]) => isOpen(finding) && isOpen(before.get(name)))
      .length,
    specChanges: places.slice(0, SPEC_CHANGES_SHOWN),
  };
}

function byIdentity(findings: readonly ComparedFinding[]): ReadonlyMap<string, ComparedFinding> {
  return new Map(findings.map((finding) => [identity(finding), finding]));
}

function isOpen(finding: ComparedFinding | undefined): boolean {
  return finding !== undefined && outcomeOf(finding) === 'fail';
}

/**
 * A run's word on what a finding is about. An object that does not deviate has no finding of its own: then the word on its
 * entry counts, unless that fails, which says nothing of the object. Null when the run says nothing.
 */
function outcomeIn(
  findings: ReadonlyMap<string, ComparedFinding>,
  finding: ComparedFinding,
): Outcome | null {
  const own = findings.get(identity(finding));
  if (own !== undefined) return outcomeOf(own);
  const entry = findings.get(identity({ ...finding, subject: entryOf(finding.subject) }));
  const outcome = entry === undefined ? null : outcomeOf(entry);
  return standingOf(outcome) === 'deviates' ? null : outcome;
}

/** Null when nothing differs that anybody must know. */
function kindOf(before: Outcome | null, after: Outcome | null): ChangeKind | null {
  if (before === after) return null;
  const deviated = standingOf(before) === 'deviates';
  switch (standingOf(after)) {
    case 'deviates':
      // A failure that was waived was known: it is no longer accepted, which is not the same as new.
      return after === 'waived' || before === 'waived' ? 'changed' : 'new';
    case 'holds':
      return deviated ? 'fixed' : null;
    case 'absent':
      return deviated ? 'gone' : null;
    case 'undecided':
      if (deviated) return 'changed';
      // One reason not to know is as good as another; and to leave a check out of a run changes nothing.
      return standingOf(before) === 'undecided' || after === 'not-checked' ? null : 'changed';
  }
}

function changeOf(
  kind: ChangeKind,
  before: Outcome | null,
  after: Outcome | null,
  finding: ComparedFinding,
  old: ComparedFinding | null,
  isTouched: (pointer: string) => boolean,
): Change {
  const { check, subject, severity } = finding;
  const verified = [finding, ...(old === null ? [] : [old])].flatMap(placesOfFinding);
  const specChanged = verified.length === 0 ? isTouched(EVERYWHERE) : verified.some(isTouched);
  const key = findingKey(finding);
  return { key, kind, check, subject, severity, before, after, specChanged };
}

/** What was compared, leaf by leaf, where that is known; else the whole entry. */
function placesOfFinding({ reads, spec }: ComparedFinding): readonly string[] {
  if (reads.length > 0) return reads;
  return spec === null ? [] : [spec.path];
}

function placesOf(earlier: JudgedBy, later: JudgedBy): readonly string[] {
  if (earlier.report.run.spec.digest === later.report.run.spec.digest) return [];
  if (earlier.spec === null || later.spec === null) return [EVERYWHERE];
  return specChanges(earlier.spec, later.spec);
}
