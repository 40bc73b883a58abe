import type { Finding } from '../finding.ts';
import { findingKey } from '../finding-key.ts';
import type { Report } from '../report.ts';
import type { GatesSpec } from '../spec/sections/gates.ts';
import { domainVerdict, suiteVerdict, type Verdict } from '../verdict.ts';
import type { Change, History } from './history.ts';

/** Whether a change is a failure that blocks where only new ones do: a waiver that no longer holds ends what was known. */
export function isNewFailure({ after }: Change): boolean {
  return after === 'fail';
}

/** The keys of failures that an earlier run knew; none when there is none to compare with. */
function knownFailures(report: Pick<Report, 'findings' | 'history'>): ReadonlySet<string> {
  const { history, findings } = report;
  if (history === null) return new Set();
  const blocking = new Set(history.changes.filter(isNewFailure).map(({ key }) => key));
  const failing = findings.filter(({ status }) => status === 'fail').map(findingKey);
  return new Set(failing.filter((key) => !blocking.has(key)));
}

/**
 * The answer when failures that an earlier run knew do not block: the suite's own in all else, so that what could not be
 * decided is still not proven. Without an earlier run, everything that fails is new.
 */
export function verdictOnNew(
  report: Pick<Report, 'findings' | 'domains'> & { readonly history: History | null },
  gates: GatesSpec,
): Verdict {
  const known = knownFailures(report);
  const findings = report.findings.map((finding) =>
    known.has(findingKey(finding)) ? accepted(finding) : finding,
  );
  const domains = report.domains.map(({ domain }) =>
    domainVerdict(
      domain,
      findings.filter((finding) => finding.domain === domain),
      gates,
    ),
  );
  return suiteVerdict(findings, domains);
}

/** As a waiver would have it, for the gates alone. */
function accepted(finding: Finding): Finding {
  const waiver = { id: 'known', reason: 'known', owner: 'known', expires: '9999-12-31' };
  return { ...finding, waiver: finding.waiver ?? waiver };
}
