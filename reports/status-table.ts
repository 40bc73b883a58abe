import type { Finding, Status } from '../core/finding.ts';
import type { Severity } from '../core/spec/sections/gates.ts';
import type { Counts, DomainVerdict, Verdict } from '../core/verdict.ts';

/** A finding's status as reports show it: a fail that somebody accepted is a word of its own. */
export type Outcome = Status | 'waived';

/** How good or bad something is, for renderers that have colours. The words say it too. */
export type Tone = 'good' | 'bad' | 'doubtful' | 'quiet';

export interface OutcomeWords {
  readonly word: string;
  readonly glyph: string;
  readonly asciiGlyph: string;
  readonly tone: Tone;
  readonly count: keyof Counts;
  /** The element within a JUnit test case; null leaves it bare, which means that it passed. */
  readonly junit: 'failure' | 'error' | 'skipped' | null;
}

/** The one mapping of outcomes to the words of every report, worst first. */
export const OUTCOMES: Readonly<Record<Outcome, OutcomeWords>> = {
  fail: {
    word: 'fail',
    glyph: '✖',
    asciiGlyph: 'x',
    tone: 'bad',
    count: 'fail',
    junit: 'failure',
  },
  error: {
    word: 'error',
    glyph: '▲',
    asciiGlyph: '!',
    tone: 'doubtful',
    count: 'error',
    junit: 'error',
  },
  unknown: {
    word: 'unknown',
    glyph: '?',
    asciiGlyph: '?',
    tone: 'doubtful',
    count: 'unknown',
    junit: 'error',
  },
  unsettled: {
    word: 'unsettled',
    glyph: '~',
    asciiGlyph: '~',
    tone: 'doubtful',
    count: 'unsettled',
    junit: 'error',
  },
  'not-checked': {
    word: 'not checked',
    glyph: '∅',
    asciiGlyph: '0',
    tone: 'doubtful',
    count: 'notChecked',
    junit: 'error',
  },
  waived: {
    word: 'waived',
    glyph: '◌',
    asciiGlyph: 'o',
    tone: 'quiet',
    count: 'waived',
    junit: 'skipped',
  },
  'not-applicable': {
    word: 'not applicable',
    glyph: '–',
    asciiGlyph: '-',
    tone: 'quiet',
    count: 'notApplicable',
    junit: 'skipped',
  },
  pass: {
    word: 'pass',
    glyph: '✔',
    asciiGlyph: '+',
    tone: 'good',
    count: 'pass',
    junit: null,
  },
};

/** Worst first. */
export const OUTCOME_ORDER = Object.keys(OUTCOMES) as readonly Outcome[];

/** Worst first. */
export const SEVERITY_ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

export interface VerdictWords {
  readonly glyph: string;
  readonly asciiGlyph: string;
  readonly tone: Tone;
}

export const VERDICTS: Readonly<Record<Verdict, VerdictWords>> = {
  GO: { glyph: '✔', asciiGlyph: '+', tone: 'good' },
  'CONDITIONAL GO': { glyph: '◌', asciiGlyph: 'o', tone: 'doubtful' },
  'NOT PROVEN': { glyph: '▲', asciiGlyph: '!', tone: 'doubtful' },
  'NO-GO': { glyph: '✖', asciiGlyph: 'x', tone: 'bad' },
};

export function outcomeOf({ status, waiver }: Pick<Finding, 'status' | 'waiver'>): Outcome {
  return status === 'fail' && waiver !== null ? 'waived' : status;
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
