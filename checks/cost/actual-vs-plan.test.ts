import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './actual-vs-plan.ts';

const subject = { name: 'month', path: ['cost', 'maxUsdPerMonth'], maxUsdPerMonth: 365 };
// The tests judge as of noon on 23 November 2026.
const days = (...amounts: (number | null)[]) =>
  amounts.map((usd, index) => ({
    day: `2026-11-${23 - amounts.length + index}`,
    usd,
    estimated: false,
  }));
const having = (daily: ReturnType<typeof days>) => ({ costs: { daily } });
const dear = { usd: 1000, estimated: true };

testCheck(check, subject, {
  pass: [
    { name: 'twelve dollars a day', artifacts: having(days(12, 12, 12)) },
    {
      name: 'dear days that are still being counted',
      artifacts: having([...days(12, 12, 12), { day: '2026-11-23', ...dear }]),
    },
    {
      name: 'since the deployment, of which the first day was a part',
      artifacts: having(days(0, 0, 500, 12, 12, 12)),
    },
    {
      name: 'a dear day before the last seven',
      artifacts: having(days(1000, 12, 12, 12, 12, 12, 12, 12)),
    },
  ],
  fail: [
    {
      name: 'thirteen dollars a day',
      artifacts: having(days(13, 13, 13)),
      message: 'The deployment costs more than the plan allows.',
    },
    {
      name: 'thirteen dollars a day since the deployment',
      artifacts: having(days(0, 0, 0, 1, 13, 13, 13)),
      message: 'The deployment costs more than the plan allows.',
    },
    {
      name: 'one dear day',
      artifacts: having(days(1, 1, 1, 1, 1, 1, 100)),
      message: 'The deployment costs more than the plan allows.',
    },
  ],
  unknown: [
    {
      name: 'days that cost nothing, as of a tag that nobody activated',
      artifacts: having(days(0, 0, 0, 0, 0, 0, 0)),
      message: 'AWS has counted too few whole days with the declared tags.',
    },
    {
      name: 'two whole days since the deployment, which the days before make look cheap',
      artifacts: having(days(0, 0, 0, 0, 20, 20, 20)),
      message: 'AWS has counted too few whole days with the declared tags.',
    },
    {
      name: 'days of last month',
      artifacts: having(
        days(12, 12, 12).map((each, index) => ({ ...each, day: `2026-10-${29 + index}` })),
      ),
      message: 'AWS has counted no day of the last five.',
    },
    {
      name: 'two days',
      artifacts: having(days(12, 12)),
      message: 'AWS has counted too few whole days with the declared tags.',
    },
    {
      name: 'nothing counted',
      artifacts: having([]),
      message: 'AWS has counted too few whole days with the declared tags.',
    },
    {
      name: 'days that are still being counted',
      artifacts: having(days(1, 1, 1).map((each) => ({ ...each, estimated: true }))),
      message: 'AWS has counted too few whole days with the declared tags.',
    },
    {
      name: 'a day without an amount',
      artifacts: having(days(12, null, 12)),
      message: 'AWS leaves out what a day cost.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { costs: { daily: denied('ce:GetCostAndUsage') } },
      message: 'AWS denied ce:GetCostAndUsage.',
    },
  ],
});

test('before the cutover nothing is spent that the envelope is about', () => {
  const spec = { phase: 'pre-cutover', cost: { maxUsdPerMonth: 1 } } as unknown as Spec;
  expect(check.subjects(spec)[0]?.notApplicable).toBe(
    'Before the cutover the deployment does not carry the load.',
  );
  expect(check.subjects({ ...spec, phase: 'cutover' })[0]?.notApplicable).toBeUndefined();
  expect(check.subjects({ phase: 'cutover' } as Spec)).toEqual([]);
});
