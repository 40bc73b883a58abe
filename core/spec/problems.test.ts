import { expect, test } from '@jest/globals';
import { lineTable } from './line-table.ts';
import { formatProblems, problemsOf, type SpecProblem } from './problems.ts';
import { lines } from './testing/rendered.ts';

const PROBLEM: SpecProblem = {
  file: 'spec.yaml',
  line: 2,
  column: 3,
  length: 4,
  message: 'the message',
  hint: 'the hint',
};

test('nothing that a terminal acts on is printed, wherever it comes from', () => {
  const hostile = '\u001b[2J\u009b0m\u202e\u0007\r\n::error::';
  const text = formatProblems(
    [{ ...PROBLEM, file: `a${hostile}`, message: `b${hostile}`, hint: `c${hostile}` }],
    ['first', `  d${hostile}`],
  );
  expect(text).toBe(
    lines(
      'a�[2J�0m��  ::error:::2:3  error  b�[2J�0m��  ::error::',
      '     2 │   d�[2J�0m��  ::error::',
      '       │   ^^^^  c�[2J�0m��  ::error::',
      '1 error',
    ),
  );
});

test('a tab keeps its width of one, so that the mark stands under what is meant', () => {
  expect(formatProblems([{ ...PROBLEM, hint: null }], ['', '\t\tabcd: 1'])).toBe(
    lines('spec.yaml:2:3  error  the message', '     2 │   abcd: 1', '       │   ^^^^', '1 error'),
  );
});

test('a line that is not there is left out', () => {
  expect(formatProblems([PROBLEM, { ...PROBLEM, hint: null }], [])).toBe(
    lines(
      'spec.yaml:2:3  error  the message',
      '       │ the hint',
      'spec.yaml:2:3  error  the message',
      '2 errors',
    ),
  );
});

test('of a long line, the part that is meant is shown', () => {
  const long = `${'x'.repeat(1000)}bad: 1${'y'.repeat(1000)}`;
  const [, frame, mark] = formatProblems(
    [{ ...PROBLEM, line: 1, column: 1001, length: 3, hint: null }],
    [long],
  ).split('\n');
  expect(frame).toBe(`     1 │ ${'x'.repeat(39)}bad: 1${'y'.repeat(115)}`);
  expect(mark).toBe(`       │ ${' '.repeat(39)}^^^`);
});

test('a mark ends with the line', () => {
  const text = formatProblems([{ ...PROBLEM, column: 1, length: 999, hint: null }], ['', 'abc']);
  expect(text.split('\n')[2]).toBe('       │ ^^^');
});

test('many problems are counted and not all listed', () => {
  const many = Array.from({ length: 60 }, (_, index) => ({ ...PROBLEM, line: index + 1 }));
  const text = formatProblems(many, []).split('\n');
  expect(text.slice(-2)).toEqual(['… and 10 more', '60 errors']);
  expect(text).toHaveLength(2 * 50 + 2);
});

test('problems come in the order of the file, and each once', () => {
  const flaws = [
    { span: { start: 8, end: 99 }, message: 'b', hint: null },
    { span: { start: 0, end: 2 }, message: 'a', hint: null },
    { span: { start: 8, end: 99 }, message: 'b', hint: null },
  ];
  expect(problemsOf('f', lineTable('ab\ncd: efg\nh'), flaws)).toEqual([
    { file: 'f', line: 1, column: 1, length: 2, message: 'a', hint: null },
    { file: 'f', line: 2, column: 6, length: 2, message: 'b', hint: null },
  ]);
});
