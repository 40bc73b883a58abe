// Over HTTP, as of AWS: the sandbox answers, and the desired number of tasks is changed while it is watched.
import { setTimeout as sleep } from 'node:timers/promises';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DeploymentRecord } from '../../../core/load/deployment-record.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { openSandbox, type SandboxContext } from '../../../sandbox/deploy/context.ts';
import { sandboxCredentials } from '../../../sandbox/deploy/credentials.ts';
import { deploySpec } from '../../../sandbox/deploy/deploy.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/lifecycle/sandbox.ts';
import { SERIES_STATE, seriesName } from '../../../sandbox/overlay/metric-state.ts';
import type { FaultKind } from '../../../sandbox/overlay/faults.ts';
import { smallSpec } from '../../../sandbox/testing/small-spec.ts';
import { openWatch } from './open-watch.ts';

const API = 'small-cluster/api';

const spec: Spec = {
  ...smallSpec,
  load: {
    target: { origin: 'http://127.0.0.1:9', environment: 'test', timeoutMs: 1_000 },
    limits: { requestsPerSecond: 10, requests: 10, minutes: 1, virtualUsers: 10 },
    workloads: {
      web: {
        service: API,
        requestsPerSecond: 1,
        requests: { work: { method: 'GET', path: '/work' } },
      },
    },
    databasePools: { [API]: { aurora: 'small-aurora', connectionsPerTask: 10 } },
  },
};

let sandbox: Sandbox;
let context: SandboxContext;

beforeAll(async () => {
  sandbox = await startSandbox();
  await deploySpec(spec, sandbox.url);
  context = await openSandbox(spec, sandbox.url);
  const { accessKeyId, secretAccessKey } = await sandboxCredentials(sandbox.url, spec.account);
  process.env['AWS_ACCESS_KEY_ID'] = accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = secretAccessKey;
}, 120_000);

afterAll(async () => {
  context.aws.close();
  await sandbox.stop();
});

/** By what CloudWatch counts the requests to the service. */
async function requestDimensions(): Promise<Readonly<Record<string, string>>> {
  const { TargetGroups = [] } = await context.aws.elb.send(
    new DescribeTargetGroupsCommand({ Names: ['api'] }),
  );
  const [group] = TargetGroups;
  return {
    LoadBalancer: group?.LoadBalancerArns?.[0]?.replace(/^.*:loadbalancer\//, '') ?? '',
    TargetGroup: group?.TargetGroupArn?.replace(/^.*:targetgroup/, 'targetgroup') ?? '',
  };
}

test('tells of tasks as they come, and of metrics as they are reported', async () => {
  const ecs = { ClusterName: 'small-cluster', ServiceName: 'api' };
  const rds = { DBClusterIdentifier: 'small-aurora' };
  const reported = [
    ['AWS/ECS', 'CPUUtilization', ecs, 'Average', 55],
    ['AWS/ECS', 'CPUUtilization', ecs, 'Maximum', 80],
    ['AWS/ECS', 'MemoryUtilization', ecs, 'Average', 40],
    ['AWS/ApplicationELB', 'RequestCount', await requestDimensions(), 'Sum', 600],
    ['AWS/RDS', 'ServerlessDatabaseCapacity', rds, 'Maximum', 0.75],
  ] as const;
  await context.overlay.writeState(
    `${context.account}/${context.region}/${SERIES_STATE}`,
    Object.fromEntries(
      reported.map(([namespace, metric, dimensions, statistic, value]) => [
        seriesName({ namespace, metric, dimensions, statistic }),
        value,
      ]),
    ),
  );
  const notes: string[] = [];
  const opened = await openWatch({
    ...{ spec, mode: 'always', endpoint: sandbox.url, intervalMs: 250, metricWaitMs: 0 },
    signal: new AbortController().signal,
    onNote: (note) => notes.push(note),
  });
  const watch = await opened?.begin(() => undefined);
  await sleep(1_500);
  await context.aws.ecs.send(
    new UpdateServiceCommand({ cluster: 'small-cluster', service: 'api', desiredCount: 4 }),
  );
  await sleep(2_500);
  const record = DeploymentRecord.parse(await watch?.end());
  opened?.close();

  const [api, ...others] = record.services;
  expect(others).toEqual([]);
  const desired = api?.counts.map((count) => count.desired) ?? [];
  expect(desired[0]).toBe(2);
  expect(desired.at(-1)).toBe(4);
  expect(api?.counts.every(({ healthy }) => healthy !== null)).toBe(true);
  expect(api?.unseen).toEqual([]);
  expect(api?.decisions).toEqual([]);

  const valuesOf = (metric: (typeof record.services)[number]['cpuAverage'] | null | undefined) =>
    metric?.state === 'reported' ? [...new Set(metric.points.map(({ value }) => value))] : metric;
  expect(valuesOf(api?.cpuAverage)).toEqual([55]);
  expect(valuesOf(api?.cpuMaximum)).toEqual([80]);
  expect(valuesOf(api?.memoryAverage)).toEqual([40]);
  expect(valuesOf(api?.requests)).toEqual([600]);
  expect(valuesOf(record.databases[0]?.acu)).toEqual([0.75]);
  // Nothing of these is in the sandbox, which is not zero.
  for (const metric of [api?.memoryMaximum, record.databases[0]?.connections]) {
    expect(metric).toMatchObject({
      state: 'unseen',
      why: expect.stringMatching(/^CloudWatch had not reported the minute of /),
    });
  }
  expect(Math.abs(record.clockOffsetMs ?? NaN)).toBeLessThan(1_000);
  expect(notes.at(-1)).toMatch(/metrics have not settled in CloudWatch; reading 6 of at most 6/);
}, 60_000);

test.each<[FaultKind, RegExp]>([
  ['denied', /AWS denied ecs:DescribeServices\..* It takes the permission ecs:DescribeServices\./],
  ['html-body', /The answer to ecs:DescribeServices cannot be relied on\./],
  ['empty-body', /The answer to ecs:DescribeServices cannot be relied on\./],
])(
  'an answer that is %s counts no task, and the rest is seen',
  async (kind, sentence) => {
    sandbox.overlay.setFault({ service: 'ecs', operation: 'DescribeServices', kind });
    const opened = await openWatch({
      ...{ spec, mode: 'always', endpoint: sandbox.url, intervalMs: 100, metricWaitMs: 0 },
      signal: new AbortController().signal,
      onNote: () => undefined,
    });
    const watch = await opened?.begin(() => undefined);
    await sleep(1_500);
    const { services } = DeploymentRecord.parse(await watch?.end());
    sandbox.overlay.clearFault();
    opened?.close();
    const [api] = services;
    expect(api?.counts).toEqual([]);
    expect(api?.unseen).toHaveLength(1);
    expect(api?.unseen[0]).toMatch(sentence);
    expect(api?.decisions).toEqual([]);
  },
  60_000,
);

test('another account is refused before it is watched', async () => {
  const elsewhere = { ...spec, account: { ...spec.account, id: '999999999999' } };
  await expect(
    openWatch({
      ...{ spec: elsewhere, mode: 'if-possible', endpoint: sandbox.url },
      signal: new AbortController().signal,
      onNote: () => undefined,
    }),
  ).rejects.toThrow(
    "The credentials are of the account 123456789012, and the spec's is 999999999999.",
  );
});
