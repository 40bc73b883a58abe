import { expect, test } from '@jest/globals';
import type { CopyJob } from '../../collectors/aws/backup/copy-jobs.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import {
  CLUSTER_ARN,
  DR_VAULT,
  planArtifact,
  planSubject,
  ruleArtifact,
  storeSubject,
} from './testing/fixtures.ts';
import check from './cross-region-copy.ts';

const subject = { ...planSubject({ copyToRegion: 'us-west-2' }), stores: [storeSubject()] };
// The tests judge as of noon on 23 November 2026.
const job = (facts: Partial<CopyJob> = {}): CopyJob => ({
  source: CLUSTER_ARN,
  destinationVault: DR_VAULT,
  state: 'COMPLETED',
  completedAt: '2026-11-23T06:00:00.000Z',
  ...facts,
});
const having = (...jobs: CopyJob[]) => ({
  plans: { all: [planArtifact()] },
  jobs: { Aurora: jobs },
});
const LATE = 'A store has no recent copy in the declared region.';
const LEFT_OUT = 'AWS Backup leaves out how, or when, a copy ended.';

testCheck(check, subject, {
  pass: [{ name: 'copied this morning', artifacts: having(job(), job({ state: 'FAILED' })) }],
  fail: [
    {
      name: 'no plan',
      artifacts: { ...having(job()), plans: { all: [] } },
      message: 'The backup plan does not exist.',
    },
    {
      name: 'a plan that copies nothing',
      artifacts: {
        ...having(job()),
        plans: { all: [planArtifact({ rules: [ruleArtifact({ copies: [] })] })] },
      },
      message: 'The plan does not copy to the declared region.',
    },
    {
      name: 'a plan that copies elsewhere',
      artifacts: {
        ...having(job()),
        plans: {
          all: [
            planArtifact({
              rules: [ruleArtifact({ copies: [DR_VAULT.replace('us-west-2', 'eu-west-1')] })],
            }),
          ],
        },
      },
      message: 'The plan does not copy to the declared region.',
    },
    {
      name: 'never copied',
      artifacts: having(),
      message: LATE,
      details: ['No recent copy: Aurora orders.'],
    },
    {
      name: 'copied last week',
      artifacts: having(job({ completedAt: '2026-11-16T06:00:00.000Z' })),
      message: LATE,
    },
    { name: 'failed', artifacts: having(job({ state: 'FAILED' })), message: LATE },
    {
      name: 'copied elsewhere',
      artifacts: having(job({ destinationVault: DR_VAULT.replace('us-west-2', 'eu-west-1') })),
      message: LATE,
    },
    {
      name: 'another store',
      artifacts: having(job({ source: `${CLUSTER_ARN}-2` })),
      message: LATE,
    },
  ],
  unknown: [
    {
      name: 'a state that is left out',
      artifacts: having(job({ state: null })),
      message: LEFT_OUT,
    },
    {
      name: 'a time that is left out',
      artifacts: having(job({ completedAt: null })),
      message: LEFT_OUT,
    },
    {
      name: 'two plans of the name',
      artifacts: { ...having(job()), plans: { all: [planArtifact(), planArtifact()] } },
      message: 'Several backup plans have the declared name.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { ...having(), jobs: { Aurora: denied('backup:ListCopyJobs') } },
      message: 'AWS denied backup:ListCopyJobs.',
    },
  ],
});

test('a plan must copy the stores that it is for', () => {
  const spec = {
    aurora: { orders: {} },
    tables: { carts: {} },
    backup: {
      plans: {
        all: { copyToRegion: 'us-west-2' },
        hourly: { copyToRegion: 'us-west-2', aurora: ['orders'] },
      },
    },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ stores }) => stores.map(({ name }) => name))).toEqual([
    ['Aurora orders', 'DynamoDB carts'],
    ['Aurora orders'],
  ]);
});
