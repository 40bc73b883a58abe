import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { ecsServices } from './services.ts';

const ecs = mockClient(ECSClient);
const spec = (names: readonly string[]): Partial<Spec> => ({
  clusters: {
    main: {
      containerInsights: true,
      services: Object.fromEntries(names.map((name) => [name, {}])),
    },
  } as unknown as NonNullable<Spec['clusters']>,
});
const arn = (name: string) => `arn:aws:ecs:us-east-1:123456789012:service/main/${name}`;

beforeEach(() => {
  ecs.reset();
});

test('keeps the facts and declares what it sends', async () => {
  ecs.on(DescribeServicesCommand).resolves({
    services: [
      {
        serviceName: 'worker',
        serviceArn: arn('worker'),
        status: 'ACTIVE',
        desiredCount: 2,
        runningCount: 2,
        pendingCount: 0,
        deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED' }],
      },
    ],
    failures: [],
  });
  const { items, operations } = await collectWith(ecsServices, spec(['worker']));
  expect(items['main/worker']).toMatchObject({
    state: 'present',
    value: {
      arn: arn('worker'),
      runningCount: 2,
      circuitBreaker: null,
      deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED', failedTasks: null }],
    },
  });
  expect(operations).toEqual(actionsOf(ecsServices));
});

test('of the events those of the last hour are kept, and the newest of all', async () => {
  const event = (createdAt: string, message: string) => ({
    id: message,
    createdAt: new Date(createdAt),
    message,
  });
  const answer = (events: object[]) =>
    ecs.on(DescribeServicesCommand).resolves({
      services: [{ serviceName: 'worker', serviceArn: arn('worker'), events: events }],
    });
  const old = event('2020-01-01T00:00:00Z', 'steady');
  answer([event('2019-01-01T00:00:00Z', 'older'), old]);
  const { items } = await collectWith(ecsServices, spec(['worker']));
  expect(items['main/worker']).toMatchObject({
    value: { events: [{ at: '2020-01-01T00:00:00.000Z', message: 'steady' }] },
  });
  answer([old, event(new Date().toISOString(), 'now')]);
  const recent = await collectWith(ecsServices, spec(['worker']));
  expect(recent.items['main/worker']).toMatchObject({ value: { events: [{ message: 'now' }] } });
});

test('a list that AWS leaves out is null, which is not none', async () => {
  const bare = { serviceName: 'worker', serviceArn: arn('worker') };
  ecs
    .on(DescribeServicesCommand)
    .resolves({
      services: [{ ...bare, networkConfiguration: { awsvpcConfiguration: {} as never } }],
    })
    .on(DescribeServicesCommand, { services: ['empty'] })
    .resolves({
      services: [
        {
          ...bare,
          serviceName: 'empty',
          taskSets: [],
          networkConfiguration: { awsvpcConfiguration: { subnets: [], securityGroups: [] } },
        },
      ],
    });
  const left = await collectWith(ecsServices, spec(['worker']));
  expect(left.items['main/worker']).toMatchObject({
    value: { taskSets: null, network: { subnets: null, securityGroups: null } },
  });
  const empty = await collectWith(ecsServices, spec(['empty']));
  expect(empty.items['main/empty']).toMatchObject({
    value: { taskSets: [], network: { subnets: [], securityGroups: [] } },
  });
});

test('MISSING in a 200 answer is absence', async () => {
  ecs
    .on(DescribeServicesCommand)
    .resolves({ services: [], failures: [{ arn: arn('worker'), reason: 'MISSING' }] });
  const { items } = await collectWith(ecsServices, spec(['worker']));
  expect(items['main/worker']?.state).toBe('absent');
});

test('a deleted service that AWS still describes is absent (E4)', async () => {
  ecs.on(DescribeServicesCommand).resolves({
    services: [
      {
        serviceName: 'worker',
        serviceArn: arn('worker'),
        status: 'INACTIVE',
        deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
      },
    ],
  });
  const { items } = await collectWith(ecsServices, spec(['worker']));
  expect(items['main/worker']?.state).toBe('absent');
});

test('a service that is being deleted is not absent', async () => {
  ecs.on(DescribeServicesCommand).resolves({
    services: [{ serviceName: 'worker', serviceArn: arn('worker'), status: 'DRAINING' }],
  });
  const { items } = await collectWith(ecsServices, spec(['worker']));
  expect(items['main/worker']).toMatchObject({ state: 'present', value: { status: 'DRAINING' } });
});

test('a cluster that AWS does not find has none of its services', async () => {
  ecs
    .on(DescribeServicesCommand)
    .rejects(Object.assign(new Error('Cluster not found.'), { name: 'ClusterNotFoundException' }));
  const { items } = await collectWith(ecsServices, spec(['worker']));
  expect(items['main/worker']?.state).toBe('absent');
});

test.each([
  ['a service that the answer leaves out without a reason', { services: [], failures: [] }],
  [
    'a failure with another reason',
    { services: [], failures: [{ arn: arn('worker'), reason: 'ACCESS_DENIED' }] },
  ],
  ['an answer without the list', {}],
])('is not seen: %s', async (_, answer) => {
  ecs.on(DescribeServicesCommand).resolves(answer);
  const { items } = await collectWith(ecsServices, spec(['worker']));
  expect(items['main/worker']?.state).toBe('unseen');
});

test('a denial names the call, the code and the permission', async () => {
  ecs
    .on(DescribeServicesCommand)
    .rejects(
      Object.assign(new Error('User is not authorized.'), { name: 'AccessDeniedException' }),
    );
  const { items } = await collectWith(ecsServices, spec(['worker']));
  expect(items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: {
      kind: 'denied',
      operation: 'ecs:DescribeServices',
      code: 'AccessDeniedException',
      action: 'ecs:DescribeServices',
      message: 'AWS denied ecs:DescribeServices. AccessDeniedException: User is not authorized.',
    },
  });
});

test('asks for at most ten services a call', async () => {
  const names = Array.from({ length: 23 }, (_, index) => `s${index}`);
  ecs.on(DescribeServicesCommand).callsFake(({ services }: { services: string[] }) => ({
    services: services.map((serviceName) => ({ serviceName, serviceArn: arn(serviceName) })),
    failures: [],
  }));
  const { items } = await collectWith(ecsServices, spec(names));
  const sizes = ecs
    .commandCalls(DescribeServicesCommand)
    .map(({ args }) => args[0].input.services?.length);
  expect(sizes).toEqual([10, 10, 3]);
  expect(Object.keys(items)).toHaveLength(23);
});
