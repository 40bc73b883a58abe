import { isAbout, isUndecided, type Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';

/** What one transport fault did to a run, against the run without it on the same deployment. */
export interface FaultOutcome {
  /** Findings that pass though they did not without the fault, or that rest on a call that failed. */
  readonly falsePasses: readonly string[];
  /** Planned rows of the run without the fault that are not in this one. */
  readonly lostRows: readonly string[];
  /** Findings that fail though they did not without the fault: blindness is no failure. */
  readonly falseFails: readonly string[];
  /** Findings that the fault kept from being decided. */
  readonly undecided: readonly string[];
  /** Undecided findings that do not name a call, a cause and the permission. */
  readonly unexplained: readonly string[];
}

export function outcomeOf(healthy: Report, faulted: Report): FaultOutcome {
  const before = new Map(healthy.findings.map((finding) => [rowOf(finding), finding]));
  const after = new Map(faulted.findings.map((finding) => [rowOf(finding), finding]));
  const failed = new Set(
    faulted.calls.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id),
  );
  const rows = (wanted: (finding: Finding) => boolean) =>
    faulted.findings.filter(wanted).map(rowOf);
  const was = (finding: Finding) => before.get(rowOf(finding))?.status;
  return {
    falsePasses: rows(
      (finding) =>
        finding.status === 'pass' &&
        (was(finding) !== 'pass' || finding.calls.some((call) => failed.has(call))),
    ),
    lostRows: [...before.keys()].filter(
      (row) => !after.has(row) && ![...after.keys()].some((found) => isAbout(found, row)),
    ),
    falseFails: rows((finding) => finding.status === 'fail' && was(finding) !== 'fail'),
    undecided: rows(
      (finding) => isUndecided(finding.status) && !isUndecided(was(finding) ?? 'error'),
    ),
    unexplained: rows(
      (finding) =>
        isUndecided(finding.status) &&
        !isUndecided(was(finding) ?? 'error') &&
        !isExplained(finding),
    ),
  };
}

function rowOf({ check, subject }: Finding): string {
  return `${check} ${subject}`;
}

function isExplained({ status, causes, message }: Finding): boolean {
  if (message === null || message === '') return false;
  // The run stopped before the row was looked at: the message says at what.
  if (status === 'not-checked') return true;
  return causes.some(
    ({ operation, action, message: told }) =>
      operation !== null && told !== '' && (action !== null || operation.startsWith('sts:')),
  );
}
