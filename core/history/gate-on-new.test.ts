import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../finding.ts';
import { domainVerdict } from '../verdict.ts';
import { historyOf } from './build.ts';
import { verdictOnNew } from './gate-on-new.ts';
import { finding, run, WAIVER } from './testing/findings.ts';

const GATES = { failOn: 'high' } as const;
const PASS = finding('pass', { subject: 'steady' });

function verdict(before: readonly Finding[] | null, after: readonly Finding[]) {
  const findings = [PASS, ...after];
  const later = { report: run(2, findings), spec: null };
  const history =
    before === null
      ? null
      : historyOf(later, { report: run(1, [PASS, ...before]), spec: null }, [], []);
  const domains = [domainVerdict('ecs', findings, GATES)];
  return verdictOnNew({ findings, domains, history }, GATES);
}

const FAIL = finding('fail');

describe('only new failures block', () => {
  test.each<[string, readonly Finding[] | null, readonly Finding[], string]>([
    ['one that was known', [FAIL], [FAIL], 'CONDITIONAL GO'],
    ['one that is new', [finding('pass')], [FAIL], 'NO-GO'],
    ['one that was not decided before', [finding('error')], [FAIL], 'NO-GO'],
    ['one beside one that was known', [FAIL], [FAIL, finding('fail', { subject: 'x' })], 'NO-GO'],
    ['a new one below the gate', [], [finding('fail', { severity: 'low' })], 'CONDITIONAL GO'],
    ['one whose waiver ended', [finding('fail', { waiver: WAIVER })], [FAIL], 'NO-GO'],
    ['nothing fails', [FAIL], [], 'GO'],
    ['without an earlier run all is new', null, [FAIL], 'NO-GO'],
    ['what is not decided is still not proven', [FAIL], [finding('error')], 'NOT PROVEN'],
    [
      'nor beside one that was known',
      [FAIL],
      [FAIL, finding('unknown', { subject: 'x' })],
      'NOT PROVEN',
    ],
  ])('%s', (_, before, after, expected) => {
    expect(verdict(before, after)).toBe(expected);
  });
});
