import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  type ContainerDefinition,
  type Service,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { ecsTaskDefinitions } from './task-definitions.ts';
import { declaring, DENIED, manyServices } from './testing/declared.ts';

const ecs = mockClient(ECSClient);
const spec = declaring({ main: { worker: {} } });
const arn = (revision: number) =>
  `arn:aws:ecs:us-east-1:123456789012:task-definition/worker:${revision}`;
const service = (name: string, facts: Partial<Service> = {}): Service => ({
  serviceName: name,
  serviceArn: `arn:aws:ecs:us-east-1:123456789012:service/main/${name}`,
  deployments: [
    { status: 'ACTIVE', taskDefinition: arn(6) },
    { status: 'PRIMARY', taskDefinition: arn(7) },
  ],
  ...facts,
});
const definition = (
  container: ContainerDefinition = {},
  facts: Partial<TaskDefinition> = {},
): { taskDefinition: TaskDefinition } => ({
  taskDefinition: {
    taskDefinitionArn: arn(7),
    containerDefinitions: [{ name: 'worker', ...container }],
    ...facts,
  },
});
const SECRET = ['hunter', '2'].join('');

beforeEach(() => {
  ecs.reset();
  ecs.on(DescribeServicesCommand).resolves({ services: [service('worker')] });
});

test('keeps the facts of the revision in use and declares what it sends (E6)', async () => {
  ecs.on(DescribeTaskDefinitionCommand, { taskDefinition: arn(7) }).resolves(
    definition(
      {
        image: 'worker:1.4.2',
        essential: true,
        secrets: [
          {
            name: 'DB',
            valueFrom: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf',
          },
        ],
        healthCheck: { command: ['CMD', 'true'] },
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/worker', 'awslogs-region': 'us-east-1' },
        },
      },
      {
        cpu: '512',
        memory: '1024',
        runtimePlatform: { cpuArchitecture: 'ARM64' },
        taskRoleArn: 'arn:task',
        executionRoleArn: 'arn:execution',
      },
    ),
  );
  const { items, operations } = await collectWith(ecsTaskDefinitions, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'present',
    value: {
      arn: arn(7),
      cpu: '512',
      memory: '1024',
      platform: { architecture: 'ARM64', family: null },
      taskRoleArn: 'arn:task',
      executionRoleArn: 'arn:execution',
      containers: [
        {
          name: 'worker',
          image: 'worker:1.4.2',
          essential: true,
          secrets: [{ name: 'DB' }],
          healthCheck: { intervalSeconds: null, timeoutSeconds: null },
          log: {
            driver: 'awslogs',
            group: '/ecs/worker',
            region: 'us-east-1',
            createsGroup: false,
          },
          firelens: null,
        },
      ],
    },
  });
  expect(operations).toEqual(actionsOf(ecsTaskDefinitions));
});

test('no value of a variable, and nothing that looks like a secret, leaves the collector (E7)', async () => {
  ecs.on(DescribeTaskDefinitionCommand).resolves(
    definition({
      environment: [
        { name: 'LOG_LEVEL', value: 'verbose-and-unusual' },
        { name: 'DB_PASSWORD', value: SECRET },
      ],
      command: ['app', '--db-password', SECRET],
      entryPoint: ['sh', '-c', `PGPASSWORD=${SECRET} app`],
      healthCheck: { command: ['CMD-SHELL', `curl http://probe:${SECRET}@localhost/`] },
      dockerLabels: { 'app.password': SECRET },
      logConfiguration: { logDriver: 'splunk', options: { 'splunk-password': SECRET } },
      firelensConfiguration: { type: 'fluentbit', options: { password: SECRET } },
      environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::bucket/worker.env' }],
    }),
  );
  const { items } = await collectWith(ecsTaskDefinitions, spec);
  expect(items['main/worker']).toMatchObject({
    value: {
      containers: [
        {
          environment: [
            { name: 'LOG_LEVEL', value: null, namesSource: false },
            { name: 'DB_PASSWORD', value: null, namesSource: false },
          ],
          environmentFiles: ['arn:aws:s3:::bucket/worker.env'],
          plaintextSecrets: [
            { place: 'environment', name: 'DB_PASSWORD', kind: 'password' },
            { place: 'command', name: null, kind: 'password' },
            { place: 'entryPoint', name: null, kind: 'password' },
            { place: 'healthCheck', name: null, kind: 'url-with-password' },
            { place: 'dockerLabels', name: 'app.password', kind: 'password' },
            { place: 'logOptions', name: 'splunk-password', kind: 'password' },
            { place: 'firelensOptions', name: 'password', kind: 'password' },
          ],
        },
      ],
    },
  });
  const stored = JSON.stringify(items);
  expect(stored).not.toContain(SECRET);
  expect(stored).not.toContain('verbose-and-unusual');
});

test('of a variable the declared value is kept, and whether it names the source', async () => {
  ecs.on(DescribeTaskDefinitionCommand).resolves(
    definition({
      environment: [
        { name: 'LOG_LEVEL', value: 'info' },
        { name: 'MODE', value: 'other' },
        { name: 'CACHE', value: 'redis://Old-Host.internal:6379' },
      ],
    }),
  );
  const worker = { image: 'worker:1', ports: [], logGroup: '/w' };
  const declared = declaring({
    main: {
      worker: {
        task: {
          family: 'worker',
          revision: 7,
          cpuUnits: 256,
          memoryMiB: 512,
          architecture: 'ARM64',
          containers: { worker: { ...worker, environment: { LOG_LEVEL: 'info', MODE: 'live' } } },
        },
      },
    },
  });
  const { items } = await collectWith(ecsTaskDefinitions, {
    ...declared,
    migration: {
      database: 'app',
      source: { engine: 'postgresql', version: '15', hosts: ['old-host.internal'] },
      target: 'main',
    },
  });
  expect(items['main/worker']).toMatchObject({
    value: {
      containers: [
        {
          environment: [
            { name: 'LOG_LEVEL', value: 'info', namesSource: false },
            { name: 'MODE', value: null, namesSource: false },
            { name: 'CACHE', value: null, namesSource: true },
          ],
        },
      ],
    },
  });
});

test('keeps what a container may do, what it mounts and how its health is checked', async () => {
  ecs.on(DescribeTaskDefinitionCommand).resolves(
    definition(
      {
        user: '0:0',
        privileged: true,
        readonlyRootFilesystem: true,
        linuxParameters: { capabilities: { add: ['SYS_PTRACE'] } },
        portMappings: [{ containerPort: 8080 }],
        healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 3 },
      },
      {
        networkMode: 'awsvpc',
        pidMode: 'task',
        volumes: [
          { name: 'scratch' },
          { name: 'shared', efsVolumeConfiguration: { fileSystemId: 'fs-1' } },
        ],
      },
    ),
  );
  const { items } = await collectWith(ecsTaskDefinitions, spec);
  expect(items['main/worker']).toMatchObject({
    value: {
      networkMode: 'awsvpc',
      pidMode: 'task',
      ipcMode: null,
      fileSystems: [{ volume: 'shared', transitEncryption: null, iamAuthorization: null }],
      containers: [
        {
          user: '0:0',
          privileged: true,
          readonlyRootFilesystem: true,
          addedCapabilities: ['SYS_PTRACE'],
          ports: [{ first: 8080, last: 8080, protocol: null }],
          healthCheck: {
            intervalSeconds: 30,
            timeoutSeconds: 5,
            retries: 3,
            startPeriodSeconds: null,
          },
        },
      ],
    },
  });
});

test.each([
  [
    'one, and a range',
    [{ containerPort: 53, protocol: 'udp' as const }, { containerPortRange: '9000-9002' }],
    [
      { first: 53, last: 53, protocol: 'udp' },
      { first: 9000, last: 9002, protocol: null },
    ],
  ],
  ['none', [], []],
  ['no list', undefined, null],
  ['a mapping without a port', [{ containerPort: 8080 }, { hostPort: 9090 }], null],
  ['a range that is none', [{ containerPortRange: '9002-9000' }], null],
  ['a range that cannot be read', [{ containerPortRange: 'all' }], null],
])('the ports that a container maps: %s', async (_, portMappings, ports) => {
  ecs.on(DescribeTaskDefinitionCommand).resolves(definition({ portMappings }));
  const { items } = await collectWith(ecsTaskDefinitions, spec);
  expect(items['main/worker']).toMatchObject({ value: { containers: [{ ports }] } });
});

test('a health check that is switched off is none', async () => {
  ecs
    .on(DescribeTaskDefinitionCommand)
    .resolves(definition({ healthCheck: { command: ['NONE'] } }));
  const { items } = await collectWith(ecsTaskDefinitions, spec);
  expect(items['main/worker']).toMatchObject({ value: { containers: [{ healthCheck: null }] } });
});

test('under another controller it is the revision of the primary task set (E10)', async () => {
  ecs.on(DescribeServicesCommand).resolves({
    services: [
      service('worker', {
        deploymentController: { type: 'CODE_DEPLOY' },
        taskDefinition: arn(5),
        deployments: [],
        taskSets: [
          { status: 'ACTIVE', taskDefinition: arn(8) },
          { status: 'PRIMARY', taskDefinition: arn(7) },
        ],
      }),
    ],
  });
  ecs.on(DescribeTaskDefinitionCommand, { taskDefinition: arn(7) }).resolves(definition());
  const { items } = await collectWith(ecsTaskDefinitions, spec);
  expect(items['main/worker']?.state).toBe('present');
});

test('services of one revision cost one call', async () => {
  ecs.on(DescribeServicesCommand).callsFake(({ services }: { services: string[] }) => ({
    services: services.map((name) => service(name)),
  }));
  ecs.on(DescribeTaskDefinitionCommand).resolves(definition());
  const { items } = await collectWith(ecsTaskDefinitions, manyServices(25));
  expect(Object.keys(items)).toHaveLength(25);
  expect(ecs.commandCalls(DescribeTaskDefinitionCommand)).toHaveLength(1);
});

test('a service that does not exist has no task definition', async () => {
  ecs.on(DescribeServicesCommand).resolves({
    services: [],
    failures: [
      { arn: 'arn:aws:ecs:us-east-1:123456789012:service/main/worker', reason: 'MISSING' },
    ],
  });
  const { items } = await collectWith(ecsTaskDefinitions, spec);
  expect(items['main/worker']?.state).toBe('absent');
});

test('a service without a primary deployment has none', async () => {
  ecs.on(DescribeServicesCommand).resolves({ services: [service('worker', { deployments: [] })] });
  const { items } = await collectWith(ecsTaskDefinitions, spec);
  expect(items['main/worker']?.state).toBe('absent');
});

test('a service without a list of deployments is not seen', async () => {
  ecs
    .on(DescribeServicesCommand)
    .resolves({ services: [service('worker', { deployments: undefined })] });
  const { items } = await collectWith(ecsTaskDefinitions, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response', operation: 'ecs:DescribeServices' },
  });
});

test('a service of another controller without a list of task sets is not seen', async () => {
  ecs.on(DescribeServicesCommand).resolves({
    services: [
      service('worker', { deploymentController: { type: 'CODE_DEPLOY' }, deployments: [] }),
    ],
  });
  const { items } = await collectWith(ecsTaskDefinitions, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response', operation: 'ecs:DescribeServices' },
  });
});

test.each([
  ['an answer without the definition', {}],
  ['a definition without containers', definition({}, { containerDefinitions: undefined })],
  ['a definition with no container', definition({}, { containerDefinitions: [] })],
  ['a container without a name', definition({ name: undefined })],
  ['a secret without a source', definition({ secrets: [{ name: 'DB', valueFrom: undefined }] })],
])('is not seen: %s', async (_, answer) => {
  ecs.on(DescribeTaskDefinitionCommand).resolves(answer);
  const { items } = await collectWith(ecsTaskDefinitions, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response', operation: 'ecs:DescribeTaskDefinition' },
  });
});

test('the cause of a denial is that of the call that was denied', async () => {
  ecs.on(DescribeTaskDefinitionCommand).rejects(DENIED);
  const later = await collectWith(ecsTaskDefinitions, spec);
  expect(later.items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', action: 'ecs:DescribeTaskDefinition' },
  });
  ecs.on(DescribeServicesCommand).rejects(DENIED);
  const earlier = await collectWith(ecsTaskDefinitions, spec);
  expect(earlier.items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', action: 'ecs:DescribeServices' },
  });
});

test('one denied revision does not hide the others', async () => {
  ecs.on(DescribeServicesCommand).resolves({
    services: [
      service('worker'),
      service('gateway', { deployments: [{ status: 'PRIMARY', taskDefinition: arn(9) }] }),
    ],
  });
  ecs.on(DescribeTaskDefinitionCommand, { taskDefinition: arn(7) }).resolves(definition());
  ecs.on(DescribeTaskDefinitionCommand, { taskDefinition: arn(9) }).rejects(DENIED);
  const { items } = await collectWith(
    ecsTaskDefinitions,
    declaring({ main: { worker: {}, gateway: {} } }),
  );
  expect(items['main/worker']?.state).toBe('present');
  expect(items['main/gateway']?.state).toBe('unseen');
});
