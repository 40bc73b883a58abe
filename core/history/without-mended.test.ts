import { expect, test } from '@jest/globals';
import { objectSubject } from '../finding.ts';
import { findingKey } from '../finding-key.ts';
import { entryKey } from './entry-key.ts';
import { finding } from './testing/findings.ts';
import { withoutMended } from './without-mended.ts';

const failing = finding('fail');
const left = (...open: ReturnType<typeof finding>[]) => ({
  finishedAt: '2026-11-01T00:00:00.000Z',
  open: open.map((found) => ({
    key: findingKey(found),
    entry: entryKey(found),
    outcome: found.status,
    since: null,
  })),
});

test.each([
  ['no run came after it', [], true],
  ['it failed in each run since', [left(failing), left(failing)], true],
  ['it could not be decided in one', [left(finding('error')), left(failing)], true],
  ['it was mended in one of them, and failed again', [left(failing), left(), left(failing)], false],
  ['it was mended in the last one', [left()], false],
])('whether a failure is known when %s', (_, later, isKnown) => {
  expect(withoutMended([failing], later)).toEqual(isKnown ? [failing] : []);
});

test('one of an object is known when its entry as a whole could not be decided', () => {
  const ofObject = { ...failing, subject: objectSubject(failing.subject, 'public.agents') };
  expect(withoutMended([ofObject], [left(finding('error'))])).toEqual([ofObject]);
});

test('what did not fail stays', () => {
  expect(withoutMended([finding('pass')], [left()])).toEqual([finding('pass')]);
});
