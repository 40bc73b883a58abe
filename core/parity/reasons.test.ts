import { expect, test } from '@jest/globals';
import { reasonOf } from './reasons.ts';

const read = (text: string | null) =>
  text === null ? null : { text, length: Buffer.byteLength(text), isWhole: true };

test.each([
  ['text', null, '', 'null or empty'],
  ['text', '', null, 'null or empty'],
  ['text', null, 'NULL', 'null or value'],
  ['text', 'a', 'a ', 'trailing blanks'],
  ['text', 'a', 'A', 'letter case'],
  ['text', 'abc', 'ab', 'cut off'],
  ['text', 'abc', '', 'content'],
  ['text', 'abc', 'abd', 'content'],
  ['numeric', '1.0', '1.00', 'scale only'],
  ['numeric', '100', '1', 'content'],
  ['numeric', '1', '1.000', 'scale only'],
  ['numeric', 'NaN', '1', 'not a number'],
  ['double precision', '-0', '0', 'sign of zero'],
  ['double precision', '0.30000000000000004', '0.3', 'rounding'],
  ['double precision', '1', '2', 'content'],
  ['double precision', 'Infinity', '-Infinity', 'content'],
  ['real', 'NaN', '0', 'not a number'],
  [
    'timestamp with time zone',
    '2024-01-01 00:00:00+00',
    '2024-01-01 05:45:00+00',
    'time-zone shift',
  ],
  ['timestamp with time zone', '2024-01-01 00:00:00+00', '2024-01-01 00:07:00+00', 'content'],
  [
    'timestamp without time zone',
    '2024-01-01 00:00:00.123456',
    '2024-01-01 00:00:00',
    'truncated to a coarser time',
  ],
  ['timestamp without time zone', '2024-01-01 00:00:00.2', '2024-01-01 00:00:00.3', 'content'],
  ['timestamp without time zone', 'infinity', '2024-01-01 00:00:00', 'content'],
  ['json', '{"a":1,"b":2}', '{ "b": 2, "a": 1 }', 'json order or spacing'],
  ['json', '{"a":[1,2]}', '{"a":[2,1]}', 'content'],
  ['json', '{"a":1.0}', '{"a":1.00}', 'content'],
  ['json', '{"a":9007199254740993}', '{"a":9007199254740992}', 'content'],
  ['bytea', '00ff', '00fe', 'same length, other bytes'],
] as const)('%s: %p and %p: %s', (type, source, target, reason) => {
  expect(reasonOf(type, read(source), read(target))).toBe(reason);
});

test('of values that were read in part, the beginnings must agree', () => {
  const part = (text: string, length: number) => ({ text, length, isWhole: false });
  expect(reasonOf('text', part('aaaa', 100), part('aaaa', 90))).toBe('cut off');
  expect(reasonOf('text', part('aaaa', 100), part('aaab', 90))).toBe('content');
  expect(reasonOf('bytea', part('00', 100), part('00', 100))).toBe('same length, other bytes');
});
