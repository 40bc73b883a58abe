import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { loadSuite } from '../../runner/suites.ts';
import { deploySpec } from '../deploy/deploy.ts';
import { applyFault, faultById, healFaults } from '../faults/faults.ts';
import { type Sandbox, startSandbox } from '../lifecycle/sandbox.ts';
import { loadMatrixSpec } from './matrix-spec.ts';
import { type Bench, runSuite, tryFault } from './bench.ts';

let sandbox: Sandbox;
let bench: Bench;
let unbroken: Awaited<ReturnType<typeof runSuite>>;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const spec = await loadMatrixSpec();
  sandbox = await startSandbox({ replay: true, databases: true });
  await deploySpec(spec.document.spec, sandbox.url);
  const environment = { ...sandbox.databases?.environment };
  bench = {
    endpoint: sandbox.url,
    environment,
    spec,
    suite: await loadSuite('cutover'),
  };
  unbroken = await runSuite(bench);
}, 180_000);

afterAll(() => sandbox.stop());

const specOf = () => bench.spec.document.spec;

test('on the unbroken deployment every finding passes or does not apply', () => {
  const alarms = unbroken.filter(({ status }) => status !== 'pass' && status !== 'not-applicable');
  expect(alarms).toEqual([]);
  expect(unbroken.filter(({ status }) => status === 'pass').length).toBeGreaterThan(20);
});

// Of those that the emulator holds and of those that the overlay makes; the matrix tries them all.
test.each([
  'wrong-account',
  'circuit-breaker-rollback',
  'tasks-starting',
  'service-deleted',
  'database-open-by-halves',
  'role-with-everything-in-two-policies',
  'rotation-cancelled',
  'target-group-empty',
  'restores-failed',
  'secret-in-command',
  'scale-in-disabled',
])(
  '%s is found, changes nothing else and heals',
  async (id) => {
    const { found, missed, unexpected, unknown, left } = await tryFault(
      bench,
      faultById(id),
      unbroken,
    );
    expect({ missed, unexpected, unknown, left }).toEqual({
      missed: [],
      unexpected: [],
      unknown: [],
      left: [],
    });
    expect(found).not.toEqual([]);
  },
  60_000,
);

describe('faults by hand', () => {
  afterEach(async () => {
    await healFaults(sandbox.url, specOf());
  }, 60_000);

  test('several are in place at once, and healed newest first', async () => {
    const first = await applyFault('all-tasks-on-spot', sandbox.url, specOf());
    expect(first).toEqual({
      id: 'all-tasks-on-spot',
      describes: 'All tasks of a service run on Spot.',
      breaks: ['ecs/fargate-launch'],
    });
    await applyFault('rollout-failed', sandbox.url, specOf());
    const failed = (await runSuite(bench)).filter(({ status }) => status === 'fail');
    expect(failed.map(({ check, subject }) => `${check} ${subject}`).sort()).toEqual([
      'ecs/deployment-settled mistersmith-cluster/orchestrator',
      'ecs/fargate-launch mistersmith-cluster/worker',
    ]);
    expect(await healFaults(sandbox.url, specOf())).toEqual([
      'rollout-failed',
      'all-tasks-on-spot',
    ]);
    expect(await healFaults(sandbox.url, specOf())).toEqual([]);
    expect((await runSuite(bench)).filter(({ status }) => status === 'fail')).toEqual([]);
  }, 60_000);

  test('one that is in place is not made again', async () => {
    await applyFault('rollout-stuck', sandbox.url, specOf());
    await expect(applyFault('rollout-stuck', sandbox.url, specOf())).rejects.toMatchObject({
      name: 'UsageError',
      message: 'the fault rollout-stuck is in place already; landfall sandbox heal takes it back',
    });
  }, 60_000);

  test('a spec without what would be broken is refused', async () => {
    const spec = { ...specOf(), clusters: {} };
    await expect(applyFault('rollout-stuck', sandbox.url, spec)).rejects.toMatchObject({
      name: 'UsageError',
      message: 'the spec declares no service without a load balancer, so there is nothing to break',
    });
  }, 60_000);
});
