import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isUndecided, Status } from '../core/finding.ts';
import { Severity } from '../core/spec/sections/gates.ts';
import { Counts, Verdict } from '../core/verdict.ts';
import {
  answerOf,
  countsInWords,
  outcomeOf,
  OUTCOMES,
  SEVERITIES,
  SEVERITY_ORDER,
  VERDICTS,
} from './status-table.ts';
import { finding, reportOf } from './testing/reports.ts';

const WAIVER = { id: 'M-1', reason: 'Later.', owner: 'me', expires: '2026-12-31' };

test('every status, severity and verdict has its words', () => {
  expect(Object.keys(OUTCOMES).sort()).toEqual([...Status.options, 'waived'].sort());
  expect(SEVERITY_ORDER).toEqual(Severity.options);
  expect(Object.keys(VERDICTS).sort()).toEqual([...Verdict.options].sort());
});

test('every count is that of one outcome', () => {
  const counted = Object.values(OUTCOMES).map(({ count }) => count);
  expect(counted.sort()).toEqual(Object.keys(Counts.shape).sort());
});

test.each(['glyph', 'asciiGlyph', 'word'] as const)('no two outcomes share a %s', (part) => {
  const parts = Object.values(OUTCOMES).map((words) => words[part]);
  expect(new Set(parts).size).toBe(parts.length);
});

test('only a pass is bare in JUnit, and what is undecided is an error there', () => {
  for (const status of Status.options) {
    const { junit } = OUTCOMES[outcomeOf({ status, waiver: null })];
    expect(junit === null).toBe(status === 'pass');
    expect(junit === 'error').toBe(isUndecided(status));
  }
});

test('only a pass passes in OCSF and Security Hub, and what is undecided lacks information there', () => {
  for (const status of Status.options) {
    const { ocsf, asff } = OUTCOMES[outcomeOf({ status, waiver: null })];
    expect(ocsf === 'Pass').toBe(status === 'pass');
    expect(asff === 'PASSED').toBe(status === 'pass');
    expect(ocsf === 'Warning').toBe(isUndecided(status));
    expect(asff === 'NOT_AVAILABLE').toBe(isUndecided(status));
  }
  expect(OUTCOMES.waived).toMatchObject({ ocsf: 'Fail', asff: null });
});

test('a waiver makes a fail a waived one, and nothing else', () => {
  for (const status of Status.options) {
    const outcome = outcomeOf({ status, waiver: WAIVER });
    expect(outcome).toBe(status === 'fail' ? 'waived' : status);
  }
});

test.each([
  [reportOf([]), 'nothing was judged'],
  [reportOf([finding()]), '1 pass'],
  [
    reportOf([
      finding(),
      finding({ status: 'error' }),
      finding({ status: 'fail', waiver: WAIVER }),
    ]),
    '1 error, 1 waived, 1 pass',
  ],
])('counts are in words, worst first (%#)', ({ counts }, words) => {
  expect(countsInWords(counts)).toBe(words);
});

test('a domain in which nothing applies has no GO', () => {
  const { domains } = reportOf([finding({ status: 'not-applicable' })]);
  expect(domains.map(answerOf)).toEqual(['nothing applies']);
});

test('a domain that is not proven keeps its answer, however little of it passes', () => {
  const { domains } = reportOf([finding({ status: 'unknown' })]);
  expect(domains.map(answerOf)).toEqual(['NOT PROVEN']);
});

describe('in the words of every format', () => {
  const outcome = fc
    .record({
      status: fc.constantFrom(...Status.options),
      waiver: fc.constantFrom(null, WAIVER),
    })
    .map((made) => ({ ...made, words: OUTCOMES[outcomeOf(made)] }));

  test('only a pass is one', () => {
    fc.assert(
      fc.property(outcome, ({ status, words }) => {
        const isPass = status === 'pass';
        expect([words.junit === null, words.ctrf === 'passed', words.tap === 'ok']).toEqual([
          isPass,
          isPass,
          isPass,
        ]);
      }),
    );
  });

  test('what is undecided is neither passed, failed nor left out', () => {
    fc.assert(
      fc.property(outcome, ({ status, words }) => {
        const { junit, sarif, tap, ctrf, annotation, gitlab } = words;
        const undecided = { junit, sarif, tap, ctrf, annotation, gitlab };
        const expected = {
          junit: 'error',
          sarif: 'open',
          tap: 'not ok',
          ctrf: 'other',
          annotation: 'error',
          gitlab: true,
        };
        expect(isDeepStrictEqual(undecided, expected)).toBe(isUndecided(status));
      }),
    );
  });

  test('a waived failure breaks no build, and is still there to see', () => {
    const { junit, sarif, tap, ctrf, annotation } = OUTCOMES.waived;
    expect({ junit, sarif, tap, ctrf, annotation }).toEqual({
      junit: 'skipped',
      sarif: 'fail',
      tap: 'todo',
      ctrf: 'skipped',
      annotation: 'notice',
    });
  });

  test('a worse severity is nowhere a milder word', () => {
    const ranks = SEVERITY_ORDER.map((severity) => {
      const { sarif, gitlab, annotation, securitySeverity } = SEVERITIES[severity];
      return [
        ['error', 'warning', 'note'].indexOf(sarif),
        ['blocker', 'critical', 'major', 'minor'].indexOf(gitlab),
        ['error', 'warning', 'notice'].indexOf(annotation),
        -Number(securitySeverity),
      ];
    });
    for (const column of [0, 1, 2, 3]) {
      const ranked = ranks.map((row) => row[column] ?? Number.NaN);
      expect(ranked.toSorted((left, right) => left - right)).toEqual(ranked);
    }
  });

  test('only a go is a pass among outcomes', () => {
    for (const verdict of Verdict.options) {
      const isGo = verdict === 'GO' || verdict === 'CONDITIONAL GO';
      expect(VERDICTS[verdict].outcome === 'pass').toBe(isGo);
    }
  });
});
