import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding, Status } from './finding.ts';
import type { GatesSpec, Severity } from './spec/sections/gates.ts';
import { domainVerdict, suiteVerdict, type Verdict } from './verdict.ts';

const WAIVER = { id: 'W-1', reason: 'accepted', owner: '@ops', expires: '2026-12-31' };

function finding(status: Status, severity: Severity = 'high', waived = false): Finding {
  return {
    check: 'ecs/x',
    domain: 'ecs',
    subject: 's',
    title: 't',
    severity,
    status,
    message: null,
    expected: null,
    actual: null,
    details: [],
    resource: { type: 'AWS::ECS::Service', arn: null },
    account: '123456789012',
    region: 'us-east-1',
    spec: null,
    reads: [],
    calls: [],
    causes: [],
    waiver: waived ? WAIVER : null,
  };
}

const verdictOf = (findings: readonly Finding[], gates: GatesSpec): Verdict =>
  suiteVerdict(findings, [domainVerdict('ecs', findings, gates)]);

const LOW: GatesSpec = { failOn: 'low' };
const HIGH: GatesSpec = { failOn: 'high' };
const many = (count: number, status: Status) =>
  Array.from({ length: count }, () => finding(status));

describe('verdict', () => {
  test.each<[string, readonly Finding[], GatesSpec, Verdict]>([
    ['all pass', [finding('pass')], LOW, 'GO'],
    ['passes and not-applicables', [finding('pass'), finding('not-applicable')], LOW, 'GO'],
    ['L18: nothing at all', [], LOW, 'NOT PROVEN'],
    ['L18: only not-applicables', [finding('not-applicable')], LOW, 'NOT PROVEN'],
    ['a gating failure', [finding('pass'), finding('fail')], LOW, 'NO-GO'],
    ['a failure outranks an error', [finding('fail'), finding('error')], LOW, 'NO-GO'],
    [
      'a failure below the gate',
      [finding('pass'), finding('fail', 'medium')],
      HIGH,
      'CONDITIONAL GO',
    ],
    [
      'a waived failure',
      [finding('pass'), finding('fail', 'critical', true)],
      LOW,
      'CONDITIONAL GO',
    ],
    [
      'a waived failure and nothing that passes',
      [finding('fail', 'high', true)],
      LOW,
      'NOT PROVEN',
    ],
    ['an unknown', [finding('pass'), finding('unknown')], LOW, 'NOT PROVEN'],
    [
      'an unknown of low severity under a high gate',
      [finding('pass'), finding('unknown', 'low')],
      HIGH,
      'NOT PROVEN',
    ],
    ['an error', [finding('pass'), finding('error')], LOW, 'NOT PROVEN'],
    ['unsettled', [finding('pass'), finding('unsettled')], LOW, 'NOT PROVEN'],
    ['not checked', [finding('pass'), finding('not-checked')], LOW, 'NOT PROVEN'],
  ])('%s', (_, findings, gates, expected) => {
    expect(verdictOf(findings, gates)).toBe(expected);
  });
});

describe('a share of the domain that must pass', () => {
  const gates: GatesSpec = {
    failOn: 'low',
    domains: { ecs: { atLeast: 0.9, conditionalAtLeast: 0.85 } },
  };
  test.each<[string, readonly Finding[], Verdict]>([
    [
      '95 % is a conditional go, since a failure remains',
      [...many(19, 'pass'), finding('fail')],
      'CONDITIONAL GO',
    ],
    ['87.5 % is conditional too', [...many(7, 'pass'), finding('fail')], 'CONDITIONAL GO'],
    ['80 % is no go', [...many(4, 'pass'), finding('fail')], 'NO-GO'],
    [
      'what is undecided counts as not passed',
      [...many(7, 'pass'), finding('fail'), finding('error')],
      'NO-GO',
    ],
    ['and is never tolerated', [...many(19, 'pass'), finding('error')], 'NOT PROVEN'],
  ])('%s', (_, findings, expected) => {
    expect(verdictOf(findings, gates)).toBe(expected);
  });
});

const statuses = fc.constantFrom<Status>(
  'pass',
  'fail',
  'unsettled',
  'unknown',
  'error',
  'not-applicable',
  'not-checked',
);
const severities = fc.constantFrom<Severity>('critical', 'high', 'medium', 'low');
const findings = fc.array(
  fc
    .tuple(statuses, severities, fc.boolean())
    .map(([status, severity, waived]) => finding(status, severity, waived)),
  { minLength: 1, maxLength: 30 },
);
const gates = fc.record<GatesSpec>(
  {
    failOn: severities,
    domains: fc.record({
      ecs: fc.record({ atLeast: fc.double({ min: 0, max: 1, noNaN: true }) }, { requiredKeys: [] }),
    }),
  },
  { requiredKeys: ['failOn'] },
);
const isGo = (verdict: Verdict) => verdict === 'GO' || verdict === 'CONDITIONAL GO';

test('removing evidence never makes a go of what was none', () => {
  fc.assert(
    fc.property(
      findings,
      gates,
      fc.nat(),
      fc.constantFrom<Status>('unknown', 'error', 'not-checked'),
      (some, gate, at, blind) => {
        const index = at % some.length;
        const removed = some.map((entry, position) =>
          position === index && entry.status !== 'not-applicable'
            ? { ...entry, status: blind, waiver: null }
            : entry,
        );
        const changed = removed[index]?.status === blind;
        expect(changed && isGo(verdictOf(removed, gate))).toBe(false);
      },
    ),
  );
});

test('the order of findings does not matter, and a GO has nothing but passes and not-applicables', () => {
  fc.assert(
    fc.property(findings, gates, (some, gate) => {
      const verdict = verdictOf(some, gate);
      expect(verdictOf([...some].reverse(), gate)).toBe(verdict);
      const clean = some.every(({ status }) => status === 'pass' || status === 'not-applicable');
      expect(verdict === 'GO' && !clean).toBe(false);
    }),
  );
});

test('a domain in which nothing applies answers nothing, and does not speak for the suite', () => {
  const nothing = domainVerdict('aurora', [finding('not-applicable')], LOW);
  expect(nothing).toMatchObject({ verdict: null, passRatio: null });
  const passing = [finding('pass')];
  expect(suiteVerdict(passing, [domainVerdict('ecs', passing, LOW), nothing])).toBe('GO');
});

test('that the account is the right one does not make a suite go', () => {
  const identity = { ...finding('pass'), check: 'account/identity', domain: 'account' };
  const domains = [domainVerdict('account', [identity], LOW)];
  expect(suiteVerdict([identity, finding('not-applicable')], domains)).toBe('NOT PROVEN');
});
