import { DescribeTasksCommand, ECSClient, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { ecsTasks } from './tasks.ts';
import { awsError, declaring, DENIED } from './testing/declared.ts';

const ecs = mockClient(ECSClient);
const spec = declaring({ main: { worker: {}, gateway: {} } });
const arn = (id: string) => `arn:aws:ecs:us-east-1:123456789012:task/main/${id}`;
const task = (id: string, facts: Partial<Task> = {}): Task => ({
  taskArn: arn(id),
  group: 'service:worker',
  lastStatus: 'RUNNING',
  ...facts,
});

beforeEach(() => {
  ecs.reset();
  ecs.on(ListTasksCommand).resolves({ taskArns: [arn('1'), arn('2'), arn('3')] });
});

test('keeps the facts by service and declares what it sends', async () => {
  ecs.on(DescribeTasksCommand).resolves({
    tasks: [
      task('1', {
        healthStatus: 'HEALTHY',
        availabilityZone: 'us-east-1a',
        taskDefinitionArn: 'arn:worker:7',
        createdAt: new Date('2026-11-23T09:59:00Z'),
        startedAt: new Date('2026-11-23T10:00:00Z'),
        containers: [{ name: 'app', imageDigest: 'sha256:a' }, { name: 'proxy' }],
      }),
      task('2', { lastStatus: 'PENDING' }),
      task('3', { group: 'family:migration' }),
    ],
  });
  const { items, operations } = await collectWith(ecsTasks, spec);
  expect(items).toMatchObject({
    'main/worker': {
      state: 'present',
      value: [
        {
          arn: arn('1'),
          lastStatus: 'RUNNING',
          healthStatus: 'HEALTHY',
          availabilityZone: 'us-east-1a',
          taskDefinition: 'arn:worker:7',
          createdAt: '2026-11-23T09:59:00.000Z',
          startedAt: '2026-11-23T10:00:00.000Z',
          digests: { app: 'sha256:a', proxy: null },
        },
        {
          arn: arn('2'),
          lastStatus: 'PENDING',
          healthStatus: null,
          createdAt: null,
          startedAt: null,
        },
      ],
    },
    'main/gateway': { state: 'present', value: [] },
  });
  expect(ecs.commandCalls(ListTasksCommand)[0]?.args[0].input).toEqual({
    cluster: 'main',
    desiredStatus: 'RUNNING',
    maxResults: 100,
  });
  expect(operations).toEqual(actionsOf(ecsTasks));
});

test('a task that ended since it was listed is gone', async () => {
  ecs.on(DescribeTasksCommand).resolves({
    tasks: [task('1'), task('2')],
    failures: [{ arn: arn('3'), reason: 'MISSING' }],
  });
  const { items } = await collectWith(ecsTasks, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'present',
    value: [{ arn: arn('1') }, { arn: arn('2') }],
  });
});

test.each([
  ['a task without a word about it', { tasks: [task('1'), task('2')] }],
  [
    'a task that may not be described',
    { tasks: [task('1'), task('2')], failures: [{ arn: arn('3'), reason: 'ACCESS_DENIED' }] },
  ],
  ['a task without a group', { tasks: [task('1'), task('2'), task('3', { group: undefined })] }],
  ['an answer without the list', {}],
])('no service is seen whole: %s', async (_, answer) => {
  ecs.on(DescribeTasksCommand).resolves(answer);
  const { items } = await collectWith(ecsTasks, spec);
  expect(Object.values(items)).toMatchObject([
    { state: 'unseen', cause: { kind: 'malformed-response', operation: 'ecs:DescribeTasks' } },
    { state: 'unseen', cause: { kind: 'malformed-response', operation: 'ecs:DescribeTasks' } },
  ]);
});

test('a cluster without a task has none of any service', async () => {
  ecs.on(ListTasksCommand).resolves({ taskArns: [] });
  const { items } = await collectWith(ecsTasks, spec);
  expect(items['main/worker']).toMatchObject({ state: 'present', value: [] });
  expect(ecs.commandCalls(DescribeTasksCommand)).toHaveLength(0);
});

test('a cluster that AWS does not find has no tasks', async () => {
  ecs.on(ListTasksCommand).rejects(awsError('ClusterNotFoundException'));
  const { items } = await collectWith(ecsTasks, spec);
  expect(items['main/worker']?.state).toBe('absent');
});

test('an answer without the list of tasks is not an empty one', async () => {
  ecs.on(ListTasksCommand).resolves({});
  const { items } = await collectWith(ecsTasks, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response', operation: 'ecs:ListTasks' },
  });
});

test('the cause of a denial is that of the call that was denied', async () => {
  ecs.on(DescribeTasksCommand).rejects(DENIED);
  const later = await collectWith(ecsTasks, spec);
  expect(later.items['main/worker']).toMatchObject({
    cause: { kind: 'denied', action: 'ecs:DescribeTasks' },
  });
  ecs.on(ListTasksCommand).rejects(DENIED);
  const earlier = await collectWith(ecsTasks, spec);
  expect(earlier.items['main/worker']).toMatchObject({
    cause: { kind: 'denied', action: 'ecs:ListTasks' },
  });
});

test('describes at most a hundred tasks a call, of every page', async () => {
  const ids = Array.from({ length: 250 }, (_, index) => String(index));
  ecs
    .on(ListTasksCommand)
    .resolvesOnce({ taskArns: ids.slice(0, 100).map(arn), nextToken: '2' })
    .resolvesOnce({ taskArns: ids.slice(100).map(arn) });
  ecs.on(DescribeTasksCommand).callsFake(({ tasks }: { tasks: string[] }) => ({
    tasks: tasks.map((taskArn) => ({ taskArn, group: 'service:worker' })),
  }));
  const { items } = await collectWith(ecsTasks, spec);
  const sizes = ecs
    .commandCalls(DescribeTasksCommand)
    .map(({ args }) => args[0].input.tasks?.length);
  expect(sizes).toEqual([100, 100, 50]);
  const worker = items['main/worker'];
  expect(worker?.state === 'present' && worker.value).toHaveLength(250);
});
