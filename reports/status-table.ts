import type { Finding, Status } from '../core/finding.ts';
import type { Severity } from '../core/spec/sections/gates.ts';
import type { Counts, DomainVerdict, Verdict } from '../core/verdict.ts';

/** A finding's status as reports show it: a fail that somebody accepted is a word of its own. */
export type Outcome = Status | 'waived';

/** How good or bad something is, for renderers that have colours. The words say it too. */
export type Tone = 'good' | 'bad' | 'doubtful' | 'quiet';

/** `Warning` is a check that "did not yield a result due to missing information". */
export type OcsfResult = 'Pass' | 'Warning' | 'Fail' | 'Other';

export interface OutcomeWords {
  readonly word: string;
  readonly glyph: string;
  readonly asciiGlyph: string;
  readonly tone: Tone;
  /** OCSF's word for the result of a compliance check. */
  readonly ocsf: OcsfResult;
  /** `Compliance.Status` of Security Hub; null when it is not sent unless asked for. */
  readonly asff: 'PASSED' | 'FAILED' | 'NOT_AVAILABLE' | null;
  readonly count: keyof Counts;
  /** The element within a JUnit test case; null leaves it bare, which means that it passed. */
  readonly junit: 'failure' | 'error' | 'skipped' | null;
  /** The kind of a SARIF result; null leaves it out of the log. */
  readonly sarif: 'fail' | 'open' | null;
  /** A test point of TAP: a `todo` that is not ok is no failure of the stream. */
  readonly tap: 'ok' | 'not ok' | 'todo' | 'skip';
  readonly ctrf: 'passed' | 'failed' | 'skipped' | 'other';
  /** The annotation in GitHub's workflows; `severity` takes the severity's; null makes none. */
  readonly annotation: Annotation | 'severity' | null;
  /** Whether GitLab lists it among the issues of a change. */
  readonly gitlab: boolean;
}

/** GitHub's three kinds of annotations, worst first. */
export type Annotation = 'error' | 'warning' | 'notice';

/** The one mapping of outcomes to the words of every report, worst first. */
export const OUTCOMES: Readonly<Record<Outcome, OutcomeWords>> = {
  fail: {
    word: 'fail',
    glyph: '✖',
    asciiGlyph: 'x',
    tone: 'bad',
    ocsf: 'Fail',
    asff: 'FAILED',
    count: 'fail',
    junit: 'failure',
    sarif: 'fail',
    tap: 'not ok',
    ctrf: 'failed',
    annotation: 'severity',
    gitlab: true,
  },
  error: {
    word: 'error',
    glyph: '▲',
    asciiGlyph: '!',
    tone: 'doubtful',
    ocsf: 'Warning',
    asff: 'NOT_AVAILABLE',
    count: 'error',
    junit: 'error',
    sarif: 'open',
    tap: 'not ok',
    ctrf: 'other',
    annotation: 'error',
    gitlab: true,
  },
  unknown: {
    word: 'unknown',
    glyph: '?',
    asciiGlyph: '?',
    tone: 'doubtful',
    ocsf: 'Warning',
    asff: 'NOT_AVAILABLE',
    count: 'unknown',
    junit: 'error',
    sarif: 'open',
    tap: 'not ok',
    ctrf: 'other',
    annotation: 'error',
    gitlab: true,
  },
  unsettled: {
    word: 'unsettled',
    glyph: '~',
    asciiGlyph: '~',
    tone: 'doubtful',
    ocsf: 'Warning',
    asff: 'NOT_AVAILABLE',
    count: 'unsettled',
    junit: 'error',
    sarif: 'open',
    tap: 'not ok',
    ctrf: 'other',
    annotation: 'error',
    gitlab: true,
  },
  'not-checked': {
    word: 'not checked',
    glyph: '∅',
    asciiGlyph: '0',
    tone: 'doubtful',
    ocsf: 'Warning',
    asff: 'NOT_AVAILABLE',
    count: 'notChecked',
    junit: 'error',
    sarif: 'open',
    tap: 'not ok',
    ctrf: 'other',
    annotation: 'error',
    gitlab: true,
  },
  waived: {
    word: 'waived',
    glyph: '◌',
    asciiGlyph: 'o',
    tone: 'quiet',
    ocsf: 'Fail',
    asff: null,
    count: 'waived',
    junit: 'skipped',
    sarif: 'fail',
    tap: 'todo',
    ctrf: 'skipped',
    annotation: 'notice',
    gitlab: false,
  },
  'not-applicable': {
    word: 'not applicable',
    glyph: '–',
    asciiGlyph: '-',
    tone: 'quiet',
    ocsf: 'Other',
    asff: null,
    count: 'notApplicable',
    junit: 'skipped',
    sarif: null,
    tap: 'skip',
    ctrf: 'skipped',
    annotation: null,
    gitlab: false,
  },
  pass: {
    word: 'pass',
    glyph: '✔',
    asciiGlyph: '+',
    tone: 'good',
    ocsf: 'Pass',
    asff: 'PASSED',
    count: 'pass',
    junit: null,
    sarif: null,
    tap: 'ok',
    ctrf: 'passed',
    annotation: null,
    gitlab: false,
  },
};

/** Worst first. */
export const OUTCOME_ORDER = Object.keys(OUTCOMES) as readonly Outcome[];

/** Worst first. */
export const SEVERITY_ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

export interface SeverityWords {
  /** The level of a SARIF result that fails. */
  readonly sarif: 'error' | 'warning' | 'note';
  /**
   * GitHub's `security-severity`, in the middle of the band of the same name:
   * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
   */
  readonly securitySeverity: string;
  readonly gitlab: 'blocker' | 'critical' | 'major' | 'minor';
  readonly annotation: Annotation;
  /** OCSF's `severity_id`, and its caption. */
  readonly ocsf: readonly [number, string];
  /** A label of Security Hub. */
  readonly asff: 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW';
}

/** The one mapping of severities to the words of every report, worst first. */
export const SEVERITIES: Readonly<Record<Severity, SeverityWords>> = {
  critical: {
    sarif: 'error',
    securitySeverity: '9.5',
    gitlab: 'blocker',
    annotation: 'error',
    ocsf: [5, 'Critical'],
    asff: 'CRITICAL',
  },
  high: {
    sarif: 'error',
    securitySeverity: '8.0',
    gitlab: 'critical',
    annotation: 'error',
    ocsf: [4, 'High'],
    asff: 'HIGH',
  },
  medium: {
    sarif: 'warning',
    securitySeverity: '5.5',
    gitlab: 'major',
    annotation: 'warning',
    ocsf: [3, 'Medium'],
    asff: 'MEDIUM',
  },
  low: {
    sarif: 'note',
    securitySeverity: '2.0',
    gitlab: 'minor',
    annotation: 'notice',
    ocsf: [2, 'Low'],
    asff: 'LOW',
  },
};

export interface VerdictWords {
  readonly glyph: string;
  readonly asciiGlyph: string;
  readonly tone: Tone;
  /** As an outcome, for formats that hold nothing but outcomes: a run that proves nothing is never green there. */
  readonly outcome: 'pass' | 'fail' | 'unknown';
}

export const VERDICTS: Readonly<Record<Verdict, VerdictWords>> = {
  GO: { glyph: '✔', asciiGlyph: '+', tone: 'good', outcome: 'pass' },
  'CONDITIONAL GO': { glyph: '◌', asciiGlyph: 'o', tone: 'doubtful', outcome: 'pass' },
  'NOT PROVEN': { glyph: '▲', asciiGlyph: '!', tone: 'doubtful', outcome: 'unknown' },
  'NO-GO': { glyph: '✖', asciiGlyph: 'x', tone: 'bad', outcome: 'fail' },
};

export function outcomeOf({ status, waiver }: Pick<Finding, 'status' | 'waiver'>): Outcome {
  return status === 'fail' && waiver !== null ? 'waived' : status;
}

/** The annotation of a finding in GitHub's workflows; null when it makes none. */
export function annotationOf(finding: Finding): Annotation | null {
  const { annotation } = OUTCOMES[outcomeOf(finding)];
  return annotation === 'severity' ? SEVERITIES[finding.severity].annotation : annotation;
}

/** `2 fail, 1 error, 40 pass`: what there is, worst first. */
export function countsInWords(counts: Counts): string {
  const parts = OUTCOME_ORDER.map((outcome) => OUTCOMES[outcome])
    .filter(({ count }) => counts[count] > 0)
    .map(({ count, word }) => `${counts[count]} ${word}`);
  return parts.length === 0 ? 'nothing was judged' : parts.join(', ');
}

/** A domain's answer in words. One in which nothing applies has not earned a GO: it has none. */
export function answerOf({ verdict }: DomainVerdict): string {
  return verdict ?? 'nothing applies';
}
