// The controller beside a real sandbox and a real target: what it does is read through the SDK, as a watcher reads it.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  ApplicationAutoScalingClient,
  DescribeScalingActivitiesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import { loadSpec } from '../../runner/spec-file.ts';
import { deploySpec } from '../deploy/deploy.ts';
import { type Sandbox, startSandbox } from '../lifecycle/sandbox.ts';
import { forkLoadTarget } from '../load-target/process.ts';
import type { LoadStats, LoadTarget } from '../load-target/target.ts';
import { clientOptions } from '../testing/client-options.ts';
import { startTaskController, type TaskController } from './controller.ts';

let sandbox: Sandbox;
let target: LoadTarget;
let controller: TaskController;
const steps: string[] = [];

beforeAll(async () => {
  const file = join(__dirname, '..', 'demo-cutover', 'spec.yaml');
  const { spec } = (await loadSpec(file, null)).document;
  [sandbox, target] = await Promise.all([
    startSandbox(),
    forkLoadTarget({ slots: 1, service: { kind: 'constant', meanMs: 25 }, seed: 1 }),
  ]);
  await deploySpec(spec, sandbox.url);
  controller = await startTaskController({
    spec,
    endpoint: sandbox.url,
    service: 'main/api',
    target: target.origin,
    concurrencyPerTask: 2,
    minuteSeconds: 1,
    launchSeconds: 4,
    seed: 1,
    onStep: (sentence) => steps.push(sentence),
  });
}, 120_000);

afterAll(async () => {
  await controller.stop();
  await target.stop();
  await sandbox.stop();
});

const stats = async () => (await (await fetch(`${target.origin}/stats`)).json()) as LoadStats;

/** Keeps so many requests at the target at a time, until it is told to end. */
function load(requestsAtATime: number): { end: () => Promise<void> } {
  let ended = false;
  const users = Array.from({ length: requestsAtATime }, async () => {
    while (!ended) await (await fetch(`${target.origin}/work`)).text();
  });
  return {
    async end() {
      ended = true;
      await Promise.all(users);
    },
  };
}

/** Looks twice a second until something is so. */
async function until(isSo: () => Promise<boolean>, seconds: number): Promise<void> {
  for (let look = 0; look < 2 * seconds; look += 1) {
    if (await isSo()) return;
    await sleep(500);
  }
  throw new Error(`It is not so after ${seconds} s.`);
}

test('under load the service scales out, in the order in which AWS does it, and back when it is over', async () => {
  const options = clientOptions(sandbox.url);
  const ecs = new ECSClient(options);
  const cloudWatch = new CloudWatchClient(options);
  const scaling = new ApplicationAutoScalingClient(options);
  const counts = async () => {
    const { services } = await ecs.send(
      new DescribeServicesCommand({ cluster: 'main', services: ['api'] }),
    );
    return [services?.[0]?.desiredCount, services?.[0]?.runningCount, services?.[0]?.pendingCount];
  };
  const activities = async () => {
    const { ScalingActivities = [] } = await scaling.send(
      new DescribeScalingActivitiesCommand({
        ServiceNamespace: 'ecs',
        ResourceId: 'service/main/api',
      }),
    );
    return ScalingActivities;
  };
  const metric = async (MetricName: string, Stat: string, Period: number) => {
    const named = MetricName === 'RequestCount' ? [] : ['ClusterName', 'ServiceName'];
    const { MetricDataResults } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(Date.now() - 300_000),
        EndTime: new Date(Date.now() + 1000),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [
          {
            Id: 'q',
            MetricStat: {
              Metric: {
                Namespace: 'AWS/ECS',
                MetricName,
                Dimensions: named.map((Name) => ({
                  Name,
                  Value: Name === 'ClusterName' ? 'main' : 'api',
                })),
              },
              Period,
              Stat,
            },
          },
        ],
      }),
    );
    return MetricDataResults?.[0]?.Values ?? [];
  };

  await until(async () => (await stats()).slots === 4, 10);
  await expect(counts()).resolves.toEqual([2, 2, 0]);
  await expect(activities()).resolves.toEqual([]);

  const busy = load(4);
  try {
    await until(async () => (await counts())[0] !== 2, 20);
    // It is decided, and nothing that was decided is there.
    const [desired = 0, running, pending] = await counts();
    expect([running, pending]).toEqual([2, desired - 2]);
    expect((await stats()).slots).toBe(4);
    const [decided] = await activities();
    expect(decided).toMatchObject({
      Description: `Setting desired count to ${desired}.`,
      Cause: expect.stringMatching(
        /^monitor alarm TargetTracking-service\/main\/api-AlarmHigh-[\w-]+ in state ALARM triggered policy cpu$/,
      ),
      StatusCode: 'InProgress',
    });
    const AlarmNames = [/alarm (\S+)/.exec(decided?.Cause ?? '')?.[1] ?? ''];
    const { MetricAlarms } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames }));
    expect(MetricAlarms?.map(({ StateValue }) => StateValue)).toEqual(['ALARM']);

    // On a slow machine a further step may be taken meanwhile: what is there then is what is looked at.
    const isThere = async () => {
      const [wanted = 0, there] = await counts();
      return wanted > 2 && there === wanted && (await stats()).slots === 2 * wanted;
    };
    await until(isThere, 40);
    await until(async () => (await activities())[0]?.StatusCode === 'Successful', 20);
    const { taskArns } = await ecs.send(
      new ListTasksCommand({ cluster: 'main', serviceName: 'api' }),
    );
    const { tasks = [] } = await ecs.send(
      new DescribeTasksCommand({ cluster: 'main', tasks: taskArns }),
    );
    expect(tasks.length).toBeGreaterThan(2);
    const added = tasks
      .slice(2)
      .map(({ createdAt, pullStoppedAt, startedAt }) => [
        (createdAt?.getTime() ?? 0) - (decided?.StartTime?.getTime() ?? 0),
        (pullStoppedAt?.getTime() ?? 0) - (createdAt?.getTime() ?? 0),
        (startedAt?.getTime() ?? 0) - (pullStoppedAt?.getTime() ?? 0),
      ]);
    for (const times of added) for (const ms of times) expect(ms).toBeGreaterThan(0);
    // Four of the slots are busy, two of which each task has.
    await until(async () => {
      const [wanted = 0] = await counts();
      const [last = 0] = (await metric('CPUUtilization', 'Average', 1)).slice(-1);
      return Math.abs(last - 400 / wanted / 2) < 15;
    }, 20);
  } finally {
    await busy.end();
  }
  const [highest = 0] = (await metric('CPUUtilization', 'Maximum', 300)).toSorted((a, b) => b - a);
  const averages = await metric('CPUUtilization', 'Average', 60);
  expect(highest).toBeGreaterThan(80);
  expect(highest).toBeLessThanOrEqual(100);
  expect(Math.max(...averages)).toBeLessThan(highest);
  await expect(metric('MemoryUtilization', 'Average', 300)).resolves.not.toEqual([]);

  await until(async () => (await counts())[0] === 2, 40);
  await until(async () => (await stats()).slots === 4, 5);
  expect((await activities())[0]?.Cause).toContain('-AlarmLow-');
  expect(steps.at(-1)).toBe('main/api is scaled in to 2 tasks.');
}, 120_000);
