import {
  ECSClient,
  ListServiceDeploymentsCommand,
  type ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { ecsServiceDeployments } from './service-deployments.ts';
import { awsError, declaring, DENIED } from './testing/declared.ts';

const ecs = mockClient(ECSClient);
const spec = declaring({ main: { worker: {} } });
const deployment = (
  id: string,
  at: string | undefined,
  status: ServiceDeploymentBrief['status'] = 'SUCCESSFUL',
): ServiceDeploymentBrief => ({
  serviceDeploymentArn: `arn:aws:ecs:us-east-1:123456789012:service-deployment/main/worker/${id}`,
  createdAt: at === undefined ? undefined : new Date(at),
  status,
});

beforeEach(() => {
  ecs.reset();
});

test('keeps the newest deployment, whatever the order and the page', async () => {
  ecs
    .on(ListServiceDeploymentsCommand)
    .resolvesOnce({
      serviceDeployments: [deployment('1', '2026-11-01T00:00:00Z')],
      nextToken: 'more',
    })
    .resolvesOnce({
      serviceDeployments: [
        { ...deployment('3', '2026-11-20T00:00:00Z', 'ROLLBACK_SUCCESSFUL'), statusReason: 'why' },
        deployment('2', '2026-11-10T00:00:00Z'),
      ],
    });
  const { items, operations } = await collectWith(ecsServiceDeployments, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'present',
    value: {
      arn: expect.stringMatching(/\/3$/),
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason: 'why',
      createdAt: '2026-11-20T00:00:00.000Z',
    },
  });
  const inputs = ecs.commandCalls(ListServiceDeploymentsCommand).map(({ args }) => args[0].input);
  expect(inputs).toEqual([
    { cluster: 'main', service: 'worker', maxResults: 100 },
    { cluster: 'main', service: 'worker', maxResults: 100, nextToken: 'more' },
  ]);
  expect(operations).toEqual(actionsOf(ecsServiceDeployments));
});

test.each(['ServiceNotFoundException', 'ClusterNotFoundException'])(
  '%s is absence',
  async (code) => {
    ecs.on(ListServiceDeploymentsCommand).rejects(awsError(code));
    const { items } = await collectWith(ecsServiceDeployments, spec);
    expect(items['main/worker']?.state).toBe('absent');
  },
);

test('a whole list without a deployment is absence', async () => {
  ecs.on(ListServiceDeploymentsCommand).resolves({ serviceDeployments: [] });
  const { items } = await collectWith(ecsServiceDeployments, spec);
  expect(items['main/worker']?.state).toBe('absent');
});

test.each([
  ['an answer without the list', {}],
  [
    'two deployments of which one has no time',
    { serviceDeployments: [deployment('1', '2026-11-01T00:00:00Z'), deployment('2', undefined)] },
  ],
])('is not seen: %s', async (_, answer) => {
  ecs.on(ListServiceDeploymentsCommand).resolves(answer);
  const { items } = await collectWith(ecsServiceDeployments, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response', operation: 'ecs:ListServiceDeployments' },
  });
});

test('a denial is not absence', async () => {
  ecs.on(ListServiceDeploymentsCommand).rejects(DENIED);
  const { items } = await collectWith(ecsServiceDeployments, spec);
  expect(items['main/worker']).toMatchObject({ state: 'unseen', cause: { kind: 'denied' } });
});

test('asks only for services that are declared as rolling', async () => {
  ecs.on(ListServiceDeploymentsCommand).resolves({ serviceDeployments: [] });
  const blueGreen = {
    controller: 'CODE_DEPLOY',
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    settleMinutes: 15,
  } as const;
  const { items } = await collectWith(
    ecsServiceDeployments,
    declaring({ main: { worker: {}, gateway: { deployment: blueGreen } } }),
  );
  expect(Object.keys(items)).toEqual(['main/worker']);
});
