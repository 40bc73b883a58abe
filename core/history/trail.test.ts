import { describe, expect, test } from '@jest/globals';
import { objectSubject, type Finding, type Status } from '../finding.ts';
import { findingKey } from '../finding-key.ts';
import { entryKey } from './entry-key.ts';
import { outcomeOf } from './outcome.ts';
import { finding, timeOf, WAIVER } from './testing/findings.ts';
import { trailOf, type PastRunFindings } from './trail.ts';

function past(
  number: number,
  findings: readonly Finding[],
  since: string | null = null,
): PastRunFindings {
  return {
    finishedAt: timeOf(number),
    open: findings
      .filter(({ status }) => status !== 'pass' && status !== 'not-applicable')
      .map((found) => ({
        key: findingKey(found),
        entry: entryKey(found),
        outcome: outcomeOf(found),
        since: found.status === 'fail' ? since : null,
      })),
  };
}

/** The trail of a finding with these statuses, oldest first; the last is now. */
function trail(...statuses: Status[]) {
  const now = statuses.length;
  const runs = statuses.map((status, at) => past(at + 1, [finding(status)])).toReversed();
  return trailOf([finding(statuses.at(-1) ?? 'pass')], timeOf(now), runs.slice(1));
}

const KEY = findingKey(finding('fail'));

describe('failing since', () => {
  test.each<[string, Status[], number]>([
    ['it fails for the first time', ['pass', 'fail'], 2],
    ['it failed before', ['pass', 'fail', 'fail'], 2],
    ['undecided runs break nothing', ['fail', 'error', 'not-checked', 'unknown', 'fail'], 1],
    ['a pass breaks it', ['fail', 'pass', 'fail'], 3],
    ['so does that it did not apply', ['fail', 'not-applicable', 'fail'], 3],
    ['undecided runs do not fail', ['pass', 'error', 'fail'], 3],
  ])('%s', (_, statuses, since) => {
    expect(trail(...statuses).failingSince).toEqual({ [KEY]: timeOf(since) });
  });

  test('what passes now fails since never', () => {
    expect(trail('fail', 'pass').failingSince).toEqual({});
  });

  test('a waived failure is one', () => {
    const waived = finding('fail', { waiver: WAIVER });
    expect(trailOf([waived], timeOf(2), [past(1, [waived])]).failingSince).toEqual({
      [KEY]: timeOf(1),
    });
  });

  test('what an earlier run knew of runs that are no longer kept counts', () => {
    const runs = [past(9, [finding('fail')], timeOf(3))];
    expect(trailOf([finding('fail')], timeOf(10), runs).failingSince).toEqual({ [KEY]: timeOf(3) });
  });

  test('an object is not known to hold when its entry, or another object, was open', () => {
    const column = finding('fail', { subject: objectSubject('orders', 'a') });
    for (const hiding of ['orders', objectSubject('orders', 'b')]) {
      const runs = [past(2, [finding('error', { subject: hiding })]), past(1, [column])];
      expect(trailOf([column], timeOf(3), runs).failingSince).toEqual({
        [findingKey(column)]: timeOf(1),
      });
    }
  });
});

describe('flapping', () => {
  test.each<[string, Status[], boolean]>([
    ['two changes', ['fail', 'pass', 'fail'], false],
    ['three', ['pass', 'fail', 'pass', 'fail'], true],
    ['three, and it passes now', ['fail', 'pass', 'fail', 'pass'], true],
    ['undecided runs are no change', ['fail', 'error', 'fail', 'unknown', 'fail'], false],
    ['undecided runs hide none', ['fail', 'error', 'pass', 'unknown', 'fail', 'pass'], true],
    [
      'more than ten runs ago',
      [
        'fail',
        'pass',
        'fail',
        'pass',
        'pass',
        'pass',
        'pass',
        'pass',
        'pass',
        'pass',
        'pass',
        'fail',
      ],
      false,
    ],
  ])('%s: %#', (_, statuses, expected) => {
    expect(trail(...statuses).flapping).toEqual(expected ? [KEY] : []);
  });
});
