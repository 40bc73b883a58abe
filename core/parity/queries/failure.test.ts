import { expect, test } from '@jest/globals';
import type { CauseKind } from '../../aws.ts';
import { failureOf, hashFailures, judgeFailures, notExplained } from './failure.ts';

const told = (code: string | null, kind: CauseKind = 'rejected', message = 'no') =>
  failureOf({ kind, code, message }, true);

test.each([
  ['42883', 'rejected', 'rejected'],
  ['42P01', 'rejected', 'rejected'],
  ['3F000', 'rejected', 'rejected'],
  ['22012', 'rejected', 'rejected'],
  ['0A000', 'rejected', 'rejected'],
  ['P0001', 'rejected', 'rejected'],
  ['25006', 'rejected', 'refused'],
  ['42501', 'denied', 'unseen'],
  ['57014', 'timeout', 'unseen'],
  ['55P03', 'timeout', 'unseen'],
  ['53200', 'server-error', 'unseen'],
  ['54001', 'rejected', 'unseen'],
  ['55000', 'rejected', 'unseen'],
  ['40001', 'rejected', 'unseen'],
  ['ECONNREFUSED', 'network', 'unseen'],
  [null, 'bug', 'unseen'],
] as const)('%s (%s) is %s', (code, kind, expected) => {
  expect(told(code, kind).kind).toBe(expected);
});

test("several statements are refused, another mistake of syntax is the server's to tell", () => {
  const message = 'cannot insert multiple commands into a prepared statement';
  expect(told('42601', 'rejected', message)).toEqual({
    kind: 'refused',
    code: '42601',
    message: `It is several statements, and the server refused it: ${message}. Write it as one SELECT, VALUES, TABLE or WITH that only reads.`,
  });
  const mistake = told('42601', 'rejected', 'syntax error at or near "SHOW"');
  expect(mistake.kind).toBe('rejected');
  expect(notExplained([mistake, null])[0]).toMatchObject({ kind: 'refused', code: '42601' });
  expect(notExplained([null, told('42883')])).toEqual([null, told('42883')]);
});

test.each([
  [
    null,
    told('42883'),
    'different',
    'The source answers the query and the target rejects it: no (42883).',
  ],
  [
    told('42P01'),
    null,
    'different',
    'The target answers the query and the source rejects it: no (42P01).',
  ],
  [null, told('57014', 'timeout'), 'unknown', 'The target could not run the query: no (57014).'],
  [told(null, 'network'), null, 'unknown', 'The source could not run the query: no.'],
  [
    told('42883'),
    told('42883'),
    'unknown',
    'Neither side answers the query: no (42883). Nothing was compared.',
  ],
  [
    told('42883'),
    told('42P01'),
    'unknown',
    'Neither side answers the query: the source says no (42883), the target no (42P01). Nothing was compared.',
  ],
  [
    told('57014', 'timeout'),
    told('42P01'),
    'unknown',
    'Neither side answers the query: the source says no (57014), the target no (42P01). Nothing was compared.',
  ],
  [
    told('42P01'),
    told('25006'),
    'unknown',
    'The query was not compared. It writes or locks, and the server refused it: no. Write it as one SELECT, VALUES, TABLE or WITH that only reads.',
  ],
] as const)('%p and %p', (source, target, verdict, note) => {
  expect(judgeFailures(source, target)).toEqual({ verdict, note });
});

test('without a failure there is nothing to judge', () => {
  expect(() => judgeFailures(null, null)).toThrow('Both sides ran the query.');
  expect(() => hashFailures(null, null)).toThrow('Both sides hashed the rows.');
});

test('rows that cannot be hashed', () => {
  expect(hashFailures(null, told('57014', 'timeout'))).toBe(
    'The rows were not compared: the target could not hash them: no (57014).',
  );
});

test('values that an error quotes are told only where values are', () => {
  const error = {
    kind: 'rejected',
    code: '22P02',
    message: 'invalid input: "123-45-6789"',
  } as const;
  expect(failureOf(error, false)).toEqual({
    kind: 'rejected',
    code: '22P02',
    message: 'an error about its data, whose text --show-values tells',
  });
  expect(failureOf(error, true).message).toBe('invalid input: "123-45-6789"');
});
