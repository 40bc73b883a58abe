import { DescribeTasksCommand, ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { stoppedTasks } from './stopped-tasks.ts';

const ecs = mockClient(ECSClient);
const spec = {
  clusters: { main: { services: { app: {}, idle: {} } } },
} as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error('No.'), { name });

beforeEach(() => {
  ecs.reset();
  ecs.on(ListTasksCommand, { desiredStatus: 'STOPPED' }).resolves({ taskArns: ['arn:1'] });
  ecs.on(DescribeTasksCommand).resolves({
    tasks: [
      {
        taskArn: 'arn:1',
        group: 'service:app',
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        stoppedAt: new Date('2026-11-23T11:00:00Z'),
        taskDefinitionArn: 'arn:definition',
        containers: [{ name: 'app', exitCode: 137 }, { name: 'proxy' }],
      },
    ],
    failures: [],
  });
});

test('tasks by their service', async () => {
  const { items, operations } = await collectWith(stoppedTasks, spec);
  expect(items).toMatchObject({
    'main/app': {
      value: [
        {
          arn: 'arn:1',
          stopCode: 'EssentialContainerExited',
          reason: 'Essential container in task exited',
          stoppedAt: '2026-11-23T11:00:00.000Z',
          taskDefinition: 'arn:definition',
          exitCodes: { app: 137, proxy: null },
        },
      ],
    },
    'main/idle': { state: 'present', value: [] },
  });
  expect(operations).toEqual(actionsOf(stoppedTasks));
});

test.each([
  [
    'no cluster',
    () => ecs.on(ListTasksCommand).rejects(named('ClusterNotFoundException')),
    'absent',
  ],
  [
    'a listed task that is not described',
    () => ecs.on(DescribeTasksCommand).resolves({ tasks: [], failures: [] }),
    'unseen',
  ],
  [
    'a listed task that is gone by now',
    () =>
      ecs
        .on(DescribeTasksCommand)
        .resolves({ tasks: [], failures: [{ arn: 'arn:1', reason: 'MISSING' }] }),
    'present',
  ],
  [
    'a task without its service',
    () => ecs.on(DescribeTasksCommand).resolves({ tasks: [{ taskArn: 'arn:1' }], failures: [] }),
    'unseen',
  ],
  [
    'denied tasks',
    () => ecs.on(DescribeTasksCommand).rejects(named('AccessDeniedException')),
    'unseen',
  ],
])('%s: %s', async (_, answer, state) => {
  answer();
  expect((await collectWith(stoppedTasks, spec)).items['main/app']?.state).toBe(state);
});
