import { expect, test } from '@jest/globals';
import {
  reportedOf,
  withDatabase,
  withService,
} from '../../load/judge/testing/reported-deployment.ts';
import type { ResourceRule, ResourceVerdict } from '../../load/judge/deployment/resource-ruling.ts';
import { judgedTest } from '../../load/judge/judged-once.ts';
import { judgeByRule } from './resource-rule.ts';
import {
  keptOf,
  scaled,
  scaledOut,
  SCALING_SPEC,
  SPEC,
  spike,
  staircase,
  STRICT_SPEC,
  withDesired,
} from './testing/fixtures.ts';

const ran = staircase();
const record = reportedOf(ran);
const kept = (deployment: typeof record) => keptOf(SPEC, ran)(deployment).test.test;
const stepped = spike(100);
const swaying = withDesired(scaledOut(stepped), (after) => (Math.floor(after / 30) % 2) + 1);

/** Of each verdict a load test that has it. */
const TESTS = {
  plain: { spec: SPEC, test: kept(record) },
  untimed: { spec: SPEC, test: kept({ ...record, clockOffsetMs: null }) },
  full: {
    spec: SPEC,
    test: kept(
      withService(record, ({ memoryMaximum }) => ({ memoryMaximum: scaled(memoryMaximum, 1.35) })),
    ),
  },
  idle: {
    spec: SPEC,
    test: kept(
      withDatabase(record, ({ acu, acuUtilization }) => ({
        acu: scaled(acu, 0.4),
        acuUtilization: scaled(acuUtilization, 0.4),
      })),
    ),
  },
  slow: { spec: STRICT_SPEC, test: kept(record) },
  swaying: { spec: SCALING_SPEC, test: keptOf(SCALING_SPEC, stepped)(swaying).test.test },
  unstepped: { spec: SCALING_SPEC, test: keptOf(SCALING_SPEC, ran)(record).test.test },
};

const EXPECTED = { maxTasks: 1 };

/** What becomes of a verdict: of one that holds alone a pass. */
const STATUS_OF: Readonly<Record<ResourceVerdict, 'pass' | 'fail' | 'unknown'>> = {
  HOLDS: 'pass',
  UNDERSIZED: 'fail',
  OVERSIZED: 'fail',
  FINDING: 'fail',
  INCONCLUSIVE: 'unknown',
  'NOT-ASKED': 'unknown',
  'NOT-APPLICABLE': 'unknown',
};

test.each<[ResourceVerdict, keyof typeof TESTS, string, ResourceRule]>([
  ['HOLDS', 'plain', 'ecs main/api', 'C1'],
  ['UNDERSIZED', 'full', 'ecs main/api', 'C2'],
  ['OVERSIZED', 'idle', 'aurora db', 'O1'],
  ['FINDING', 'swaying', 'ecs main/api', 'S3'],
  ['INCONCLUSIVE', 'untimed', 'aurora db', 'D1'],
  ['NOT-ASKED', 'unstepped', 'ecs main/api', 'S2'],
  ['NOT-APPLICABLE', 'plain', 'ecs main/api', 'C3'],
])('%s is judged as it should be', (verdict, which, resource, rule) => {
  const { spec, test: loadTest } = TESTS[which];
  const ruling = judgedTest(spec, loadTest)
    .resources.find((one) => one.resource === resource)
    ?.rulings.find((one) => one.rule === rule);
  expect(ruling?.verdict).toBe(verdict);
  const judgement = judgeByRule(spec, loadTest, { resource, rule }, EXPECTED);
  const { reason, evidence } = ruling ?? { reason: '', evidence: {} };
  const [expected, actual] = [EXPECTED, evidence];
  expect(judgement).toEqual(
    {
      pass: { status: 'pass', expected, actual, details: [reason] },
      fail: { status: 'fail', message: reason, expected, actual },
      unknown: { status: 'unknown', message: reason },
    }[STATUS_OF[verdict]],
  );
});

test('no rule passes that does not hold', () => {
  const passed = new Set<string>();
  for (const [which, { spec, test: loadTest }] of Object.entries(TESTS)) {
    for (const { resource, rulings } of judgedTest(spec, loadTest).resources) {
      for (const { rule, verdict } of rulings) {
        const { status } = judgeByRule(spec, loadTest, { resource, rule }, EXPECTED);
        if (status === 'pass') passed.add(`${which} ${verdict}`);
      }
    }
  }
  expect([...passed].filter((one) => !one.endsWith(' HOLDS'))).toEqual([]);
  expect(passed).toContain('plain HOLDS');
});

test.each<[string, ResourceRule]>([
  ['ecs main/worker', 'C1'],
  ['aurora db', 'C1'],
])('of %s, rule %s says nothing', (resource, rule) => {
  const { spec, test: loadTest } = TESTS.plain;
  expect(judgeByRule(spec, loadTest, { resource, rule }, EXPECTED)).toEqual({
    status: 'unknown',
    message: `The load test says nothing of ${resource}.`,
  });
});

test('of a load that was not carried nothing speaks for a size', () => {
  const { spec, test: loadTest } = TESTS.slow;
  const statuses = judgedTest(spec, loadTest).resources.flatMap(({ resource, rulings }) =>
    rulings
      .filter(({ rule }) => /^[CSDO][12]$/.test(rule))
      .map(({ rule }) => judgeByRule(spec, loadTest, { resource, rule }, EXPECTED).status),
  );
  expect(new Set(statuses)).toEqual(new Set(['unknown']));
});
