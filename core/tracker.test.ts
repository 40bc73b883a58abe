import { describe, expect, test } from '@jest/globals';
import type { Finding } from './finding.ts';
import { migrationPlanOf } from './migration-plan.ts';
import type { StatementId } from './statements.ts';
import { trackerOf, type Mark } from './tracker.ts';

const STATEMENT: StatementId = 'ecs/logging';
const WAIVER = { id: 'W-1', reason: 'Later.', owner: 'ops', expires: '2026-12-31' };

const finding = (facts: Partial<Finding>): Finding => ({
  check: 'ecs/logging',
  domain: 'ecs',
  subject: 'main/api',
  title: 'Containers log',
  severity: 'high',
  status: 'pass',
  message: null,
  expected: null,
  actual: null,
  details: [],
  resource: { type: 'AWS::ECS::TaskDefinition', arn: null },
  account: '123456789012',
  region: 'eu-west-1',
  spec: null,
  reads: [],
  calls: [],
  causes: [],
  waiver: null,
  ...facts,
});

const checks = [
  { id: 'ecs/logging', proves: [STATEMENT] },
  { id: 'logs/retention', proves: [STATEMENT] },
];
const passing = finding({ check: 'logs/retention', domain: 'logs' });

const tracked = (findings: readonly Finding[], provers: Parameters<typeof migrationPlanOf>[0]) =>
  trackerOf({ findings: [...findings], migrationPlan: migrationPlanOf(provers) });

function statementOf(findings: readonly Finding[], provers = checks) {
  const statements = tracked(findings, provers).subPhases.flatMap((it) => it.statements);
  return statements.find(({ id }) => id === STATEMENT);
}

describe('a statement', () => {
  test.each<[string, readonly Finding[], Mark, string | null]>([
    ['is proved when every check passes', [finding({}), passing], 'proved', null],
    [
      'is proved beside subjects that do not apply',
      [finding({}), finding({ subject: 'main/job', status: 'not-applicable' }), passing],
      'proved',
      null,
    ],
    [
      'is open when one of its checks applies to nothing',
      [
        finding({}),
        finding({
          check: 'logs/retention',
          status: 'not-applicable',
          message: 'The spec declares no log group.',
        }),
      ],
      'open',
      'logs/retention applies to nothing: The spec declares no log group.',
    ],
    ['is disproved by one failure', [finding({ status: 'fail' }), passing], 'disproved', null],
    [
      'is disproved by a failure that outranks what is not known',
      [finding({ status: 'fail' }), finding({ check: 'logs/retention', status: 'error' })],
      'disproved',
      null,
    ],
    ...(['error', 'unknown', 'unsettled', 'not-checked'] as const).map(
      (status): [string, readonly Finding[], Mark, string] => [
        `is open when a finding is ${status}`,
        [finding({ status }), passing],
        'open',
        'Part of it could not be decided.',
      ],
    ),
    [
      'is open when a failure is waived: that does not make it true',
      [finding({ status: 'fail', waiver: WAIVER }), passing],
      'open',
      'A deviation from it is waived, which does not make it true.',
    ],
    [
      'is open when the run has no finding of one of its checks',
      [finding({})],
      'open',
      'The run did not judge logs/retention.',
    ],
    [
      'is open when nothing applies',
      [
        finding({ status: 'not-applicable' }),
        finding({ check: 'logs/retention', status: 'not-applicable' }),
      ],
      'open',
      'The spec declares nothing of it.',
    ],
    [
      'is open in a run without findings',
      [],
      'open',
      'The run did not judge ecs/logging, logs/retention.',
    ],
  ])('%s', (_, findings, mark, reason) => {
    expect(statementOf(findings)).toMatchObject({ mark, reason });
  });

  test('is open when no check verifies it', () => {
    expect(statementOf([finding({})], [])).toMatchObject({
      mark: 'open',
      reason: 'No check verifies it.',
      findings: [],
    });
  });

  test('has its findings behind it, what keeps it from a tick first', () => {
    const failed = finding({ status: 'fail', subject: 'main/worker' });
    expect(statementOf([finding({}), failed, passing])?.findings).toEqual([
      failed,
      finding({}),
      passing,
    ]);
  });
});

describe('a statement with figures', () => {
  const id: StatementId = 'aurora/recovery';
  const provers = ['backup/cluster-restorable', 'backup/restore-in-time'].map((check) => ({
    id: check,
    proves: [id],
  }));
  const recovery = (maxLagMinutes: number, facts: Finding['expected'] = { rtoMinutes: 30 }) => [
    finding({ check: 'backup/cluster-restorable', expected: { maxLagMinutes } }),
    finding({ check: 'backup/restore-in-time', expected: facts }),
  ];
  test.each<[string, readonly Finding[], Mark, string | null]>([
    ['is proved when the spec declares them', recovery(5), 'proved', null],
    [
      'is open when the spec declares another',
      recovery(1440),
      'open',
      'The plan states 5 for maxLagMinutes, and the spec declares 1440.',
    ],
    [
      'is open when the spec declares another for one subject',
      [...recovery(5), ...recovery(5, { rtoMinutes: 60 })],
      'open',
      'The plan states 30 for rtoMinutes, and the spec declares 60.',
    ],
    [
      'is open when a finding does not say what was declared',
      recovery(5, {}),
      'open',
      'The plan states 30 for rtoMinutes, and the spec does not declare it everywhere.',
    ],
    [
      'is disproved by a failure, whatever the spec declares',
      [...recovery(1440), finding({ check: 'backup/restore-in-time', status: 'fail' })],
      'disproved',
      null,
    ],
  ])('%s', (_, findings, mark, reason) => {
    const statements = tracked(findings, provers).subPhases.flatMap((it) => it.statements);
    expect(statements.find((it) => it.id === id)).toMatchObject({ mark, reason });
  });
});

test('a sub-phase is complete by all of its statements, and failed by one', () => {
  const provers = [{ id: 'ecs/logging', proves: [STATEMENT] }];
  const markOf = (findings: readonly Finding[]) =>
    tracked(findings, provers).subPhases.find(({ id }) => id === 'ecs')?.mark;
  expect(markOf([finding({})])).toBe('open');
  expect(markOf([finding({ status: 'fail' })])).toBe('disproved');
});

test('nothing is ticked without findings', () => {
  const { mark, subPhases } = tracked([], checks);
  expect(mark).toBe('open');
  expect(subPhases.flatMap((it) => it.statements).filter((it) => it.mark !== 'open')).toEqual([]);
});

test('without the checks that prove it, no statement is ticked, whatever passes', () => {
  const { mark, subPhases } = trackerOf({ findings: [finding({}), passing], migrationPlan: null });
  const statements = subPhases.flatMap((it) => it.statements);
  expect(mark).toBe('open');
  expect(statements).not.toEqual([]);
  expect(new Set(statements.map((it) => [it.mark, it.reason].join(': ')))).toEqual(
    new Set(['open: It is not known: the document does not say which checks prove it.']),
  );
});

test('a plan that states nothing is not complete', () => {
  const empty = { id: 'phase2', number: '2', title: 'Nothing', subPhases: [] };
  expect(trackerOf({ findings: [passing], migrationPlan: empty }).mark).toBe('open');
});
