import type { Finding } from '../finding.ts';
import { identity } from '../finding-key.ts';
import type { Report } from '../report.ts';
import { isWorse, type GatesSpec } from '../spec/sections/gates.ts';
import { domainVerdict, suiteVerdict, type Verdict } from '../verdict.ts';
import { pinOf, whyNotPinned } from '../waivers/pin.ts';
import type { ComparedFinding } from './compared.ts';
import type { Change } from './history.ts';
import { outcomeOf } from './outcome.ts';

/** The answer where new failures alone block. */
export interface OnNew {
  readonly verdict: Verdict;
  /** What failed in the earlier run too, and fails otherwise now, or worse: it blocks like what is new. */
  readonly otherwise: readonly ComparedFinding[];
}

/** Whether a change is a failure that blocks where only new ones do: a waiver that no longer holds ends what was known. */
export function isNewFailure({ after }: Change): boolean {
  return after === 'fail';
}

/** What fails in both runs, and not in the same way. */
export function failingOtherwise(
  earlier: readonly ComparedFinding[],
  later: readonly ComparedFinding[],
): readonly ComparedFinding[] {
  const before = failuresOf(earlier);
  return [...failuresOf(later)].flatMap(([name, finding]) => {
    const known = before.get(name);
    return known === undefined || isAsKnown(known, finding) ? [] : finding;
  });
}

/**
 * The answer when failures that an earlier run knew, as they were, do not block: the suite's own in all else, so that what
 * could not be decided is still not proven. Without an earlier run, everything that fails is new.
 * @param earlier the findings of the run to compare with; null when there is none.
 */
export function judgeOnNew(
  report: Pick<Report, 'findings' | 'domains'>,
  earlier: readonly ComparedFinding[] | null,
  gates: GatesSpec,
): OnNew {
  const before = failuresOf(earlier ?? []);
  const findings = report.findings.map((finding) => {
    const known = before.get(identity(finding));
    return known !== undefined && isFailure(finding) && isAsKnown(known, finding)
      ? accepted(finding)
      : finding;
  });
  const domains = report.domains.map(({ domain }) =>
    domainVerdict(
      domain,
      findings.filter((finding) => finding.domain === domain),
      gates,
    ),
  );
  return {
    verdict: suiteVerdict(findings, domains),
    otherwise: failingOtherwise(earlier ?? [], report.findings),
  };
}

function isFailure(finding: ComparedFinding): boolean {
  return outcomeOf(finding) === 'fail';
}

function failuresOf(findings: readonly ComparedFinding[]): ReadonlyMap<string, ComparedFinding> {
  return new Map(findings.filter(isFailure).map((finding) => [identity(finding), finding]));
}

/** By the same pin as what a baseline covers. */
function isAsKnown(known: ComparedFinding, finding: ComparedFinding): boolean {
  if (isWorse(finding.severity, known.severity)) return false;
  return whyNotPinned(pinOf(known), finding) === null;
}

/** As a waiver would have it, for the gates alone. */
function accepted(finding: Finding): Finding {
  const waiver = { id: 'known', reason: 'known', owner: 'known', expires: '9999-12-31' };
  return { ...finding, waiver: finding.waiver ?? waiver };
}
