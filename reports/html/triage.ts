import { isUndecided, type Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { SEVERITY_ORDER } from '../status-table.ts';

/** The findings of a report by the section that they belong to. Each is in exactly one. */
export interface Triage {
  /** Failures for which a domain is a NO-GO. */
  readonly blocking: readonly Finding[];
  readonly otherFailures: readonly Finding[];
  readonly undecided: readonly Finding[];
  readonly waived: readonly Finding[];
  /** Passes, and what does not apply. */
  readonly quiet: readonly Finding[];
}

export function triageOf(report: Report): Triage {
  const open = report.findings.filter(({ status, waiver }) => status === 'fail' && waiver === null);
  const blocking = new Set(blockingOf(report, open));
  return {
    blocking: [...blocking],
    otherFailures: open.filter((finding) => !blocking.has(finding)),
    undecided: report.findings.filter(({ status }) => isUndecided(status)),
    waived: report.findings.filter(({ status, waiver }) => status === 'fail' && waiver !== null),
    quiet: report.findings.filter(({ status }) => status === 'pass' || status === 'not-applicable'),
  };
}

/**
 * Of a domain that is a NO-GO, the failures at the run's gate or above. Where it has none, the domain has a stricter gate of
 * its own, which the document does not hold: then all of them may block.
 */
function blockingOf({ domains, failOn }: Report, open: readonly Finding[]): readonly Finding[] {
  const gate = SEVERITY_ORDER.findIndex((severity) => severity === failOn);
  return domains
    .filter(({ verdict }) => verdict === 'NO-GO')
    .flatMap(({ domain }) => {
      const failures = open.filter((finding) => finding.domain === domain);
      const gating = failures.filter(({ severity }) => SEVERITY_ORDER.indexOf(severity) <= gate);
      return gating.length > 0 ? gating : failures;
    });
}
