import { expect, test } from '@jest/globals';
import type { Cause } from '../../core/aws.ts';
import type { Finding, Status } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { outcomeOf } from './outcome.ts';

const cause: Cause = {
  kind: 'denied',
  operation: 'ecs:DescribeServices',
  code: 'AccessDeniedException',
  message: 'AWS denied ecs:DescribeServices.',
  action: 'ecs:DescribeServices',
  calls: ['c1'],
};

const finding = (subject: string, status: Status, facts: Partial<Finding> = {}): Finding => ({
  check: 'ecs/x',
  domain: 'ecs',
  subject,
  title: 't',
  severity: 'high',
  status,
  message: status === 'pass' ? null : 'm',
  expected: null,
  actual: null,
  details: [],
  resource: { type: 'AWS::ECS::Service', arn: null },
  account: '123456789012',
  region: 'us-east-1',
  spec: null,
  reads: [],
  calls: ['c1'],
  causes: status === 'error' ? [cause] : [],
  waiver: null,
  ...facts,
});

const report = (findings: readonly Finding[], failedCalls: readonly string[] = []): Report =>
  ({
    findings,
    calls: failedCalls.map((id) => ({ id, outcome: 'failed' })),
  }) as unknown as Report;

const CLEAN = { falsePasses: [], lostRows: [], falseFails: [], undecided: [], unexplained: [] };

test.each<[string, Report, Report, Partial<typeof CLEAN> | Record<string, string[]>]>([
  ['nothing changed', report([finding('a', 'pass')]), report([finding('a', 'pass')]), {}],
  [
    'a failure became a pass',
    report([finding('a', 'fail')]),
    report([finding('a', 'pass')]),
    { falsePasses: ['ecs/x a'] },
  ],
  [
    'a pass rests on a call that failed',
    report([finding('a', 'pass')]),
    report([finding('a', 'pass')], ['c1']),
    { falsePasses: ['ecs/x a'] },
  ],
  ['a row is gone', report([finding('a', 'fail')]), report([]), { lostRows: ['ecs/x a'] }],
  [
    'a pass became a failure',
    report([finding('a', 'pass')]),
    report([finding('a', 'fail')]),
    { falseFails: ['ecs/x a'] },
  ],
  [
    'an honest error',
    report([finding('a', 'pass')]),
    report([finding('a', 'error')]),
    { undecided: ['ecs/x a'] },
  ],
  [
    'an error that does not say which call',
    report([finding('a', 'pass')]),
    report([finding('a', 'error', { causes: [] })]),
    { undecided: ['ecs/x a'], unexplained: ['ecs/x a'] },
  ],
])('%s', (_, healthy, faulted, expected) => {
  expect(outcomeOf(healthy, faulted)).toEqual({ ...CLEAN, ...expected });
});
