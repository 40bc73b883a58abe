import { ECSClient, RegisterTaskDefinitionCommand, RunTaskCommand } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { ecsRequests, type EcsLoad } from './ecs.ts';
import { EcsSettings } from './engine-settings.ts';

const SETTINGS = EcsSettings.parse({
  name: 'orders-load',
  cluster: 'load',
  image: `123456789012.dkr.ecr.eu-central-1.amazonaws.com/landfall@sha256:${'a'.repeat(64)}`,
  spec: '/spec/orders.yaml',
  architecture: 'ARM64',
  cpu: '2048',
  memory: '4096',
  executionRole: 'arn:aws:iam::123456789012:role/load-execution',
  subnets: ['subnet-0a1'],
  securityGroups: ['sg-0a1'],
  fileSystem: 'fs-0a1',
  region: 'eu-central-1',
  logGroup: '/landfall/load',
});
const LOAD: EcsLoad = {
  scenario: 'ramp',
  environment: null,
  seed: 7,
  segments: 3,
  startAtMs: Date.UTC(2026, 10, 29, 9),
  confirm: null,
  variables: [],
};
const { registerTaskDefinition, runTask } = ecsRequests(LOAD, SETTINGS);

const commandOf = (request: (typeof runTask)[number] | undefined) =>
  request?.overrides?.containerOverrides?.[0]?.command?.join(' ');

test('each task sends another segment of one load, at one moment', () => {
  expect(runTask.map(commandOf)).toEqual(
    [1, 2, 3].map(
      (segment) =>
        `load run --spec /spec/orders.yaml --scenario ramp --seed 7 --segment ${segment}/3 --start-at 2026-11-29T09:00:00Z --store /results/segment-${segment}`,
    ),
  );
  expect(new Set(runTask.map(({ clientToken }) => clientToken)).size).toBe(3);
  expect(runTask.every(({ count, launchType }) => count === 1 && launchType === 'FARGATE')).toBe(
    true,
  );
});

test('an environment and the word for production are passed on', () => {
  const [first] = ecsRequests(
    { ...LOAD, environment: 'production', confirm: '123456789012/api.example.com' },
    SETTINGS,
  ).runTask;
  expect(commandOf(first)).toContain('--env production');
  expect(commandOf(first)).toContain('--confirm 123456789012/api.example.com');
});

test('a task may change nothing but its results and what is gone with it, and is told no secret', () => {
  const [container, ...others] = registerTaskDefinition.containerDefinitions ?? [];
  expect(others).toEqual([]);
  expect(container?.readonlyRootFilesystem).toBe(true);
  expect(container?.secrets).toBeUndefined();
  expect(container?.environment).toEqual([{ name: 'TMPDIR', value: '/tmp' }]);
  expect(registerTaskDefinition.taskRoleArn).toBeUndefined();
  const volumes = (registerTaskDefinition.volumes ?? []).map(({ name }) => name);
  expect(container?.mountPoints?.map(({ sourceVolume }) => sourceVolume)).toEqual(volumes);
  for (const { overrides, networkConfiguration } of runTask) {
    const [override] = overrides?.containerOverrides ?? [];
    expect(override?.name).toBe(container?.name);
    expect(override?.environment).toBeUndefined();
    expect(networkConfiguration?.awsvpcConfiguration?.assignPublicIp).toBe('DISABLED');
  }
});

test('what is printed is what the client of ECS sends', async () => {
  const sent: unknown[] = [];
  const client = new ECSClient({
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:9',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  });
  // Nothing leaves: what would is looked at where it would.
  client.middlewareStack.add(
    () => (args) => {
      const { body } = args.request as { readonly body: string };
      sent.push(JSON.parse(body));
      return Promise.reject(new Error('Nothing is sent.'));
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  const printed = JSON.parse(
    JSON.stringify([registerTaskDefinition, ...runTask]),
  ) as (typeof runTask)[number][];
  await expect(
    client.send(new RegisterTaskDefinitionCommand(registerTaskDefinition)),
  ).rejects.toThrow('Nothing is sent.');
  for (const request of runTask) {
    await expect(client.send(new RunTaskCommand(request))).rejects.toThrow('Nothing is sent.');
  }
  expect(sent).toEqual(printed);
});

test.each([
  ['an image without a digest', { image: 'landfall:1' }, /by its digest/],
  ['a role that is none', { executionRole: 'load' }, /by its ARN/],
  ['no subnet', { subnets: [] }, /subnets/],
  ['a secret', { password: 'x' }, /Unrecognized key/],
])('%s is refused', (_what, change, why) => {
  expect(() => EcsSettings.parse({ ...SETTINGS, ...change })).toThrow(why);
});

test('a header from the environment is named by a reference to a secret, or it is refused', () => {
  const login = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:login-AbCdEf';
  const load = { ...LOAD, variables: ['LANDFALL_LOAD_AUTHORIZATION'] };
  const settings = { ...SETTINGS, secrets: { LANDFALL_LOAD_AUTHORIZATION: login } };
  const [container] = ecsRequests(load, settings).registerTaskDefinition.containerDefinitions ?? [];
  expect(container?.secrets).toEqual([{ name: 'LANDFALL_LOAD_AUTHORIZATION', valueFrom: login }]);
  const [without] = registerTaskDefinition.containerDefinitions ?? [];
  expect(without).not.toHaveProperty('secrets');
  expect(() => ecsRequests(load, SETTINGS)).toThrow(
    'The load takes a header from LANDFALL_LOAD_AUTHORIZATION, and the settings of the engine do not say where that is: add secrets: { LANDFALL_LOAD_AUTHORIZATION: <ARN> }.',
  );
  expect(
    EcsSettings.safeParse({ ...SETTINGS, secrets: { LANDFALL_LOAD_AUTHORIZATION: 'Bearer x' } })
      .success,
  ).toBe(false);
});
