import {
  BackupClient,
  CreateBackupVaultCommand,
  ListBackupVaultsCommand,
} from '@aws-sdk/client-backup';
import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { CreateDBClusterCommand, DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { clientOptions } from '../testing/client-options.ts';
import type { FaultKind } from './faults.ts';
import { type Overlay, startOverlay } from './overlay.ts';

let emulator: Emulator;
let overlay: Overlay;
let ecs: ECSClient;

/** One paged list operation of each protocol: its items and its token, as the SDK gives them. */
interface Listed {
  items: unknown[] | undefined;
  token: string | undefined;
}
interface Witness {
  service: string;
  operation: string;
  list: (token?: string, options?: { abortSignal: AbortSignal }) => Promise<Listed>;
}
const witnesses = {} as Record<'json' | 'ec2' | 'query' | 'rest-json', Witness>;

beforeAll(async () => {
  emulator = await startEmulator();
  overlay = await startOverlay({ emulatorUrl: emulator.url, replay: true });
  const options = clientOptions(overlay.url);
  ecs = new ECSClient(options);
  const ec2 = new EC2Client(options);
  const rds = new RDSClient(options);
  const backup = new BackupClient(options);
  await ecs.send(new CreateClusterCommand({ clusterName: 'main' }));
  await rds.send(
    new CreateDBClusterCommand({
      DBClusterIdentifier: 'orders',
      Engine: 'aurora-postgresql',
      MasterUsername: 'app',
      MasterUserPassword: 'not-a-secret',
    }),
  );
  await backup.send(new CreateBackupVaultCommand({ BackupVaultName: 'main' }));
  Object.assign(witnesses, {
    json: {
      service: 'ecs',
      operation: 'ListClusters',
      async list(nextToken, options) {
        const answer = await ecs.send(new ListClustersCommand({ nextToken }), options);
        return { items: answer.clusterArns, token: answer.nextToken };
      },
    },
    ec2: {
      service: 'ec2',
      operation: 'DescribeSecurityGroups',
      async list(NextToken, options) {
        const command = new DescribeSecurityGroupsCommand({ NextToken });
        const answer = await ec2.send(command, options);
        return { items: answer.SecurityGroups, token: answer.NextToken };
      },
    },
    query: {
      service: 'rds',
      operation: 'DescribeDBClusters',
      async list(Marker, options) {
        const answer = await rds.send(new DescribeDBClustersCommand({ Marker }), options);
        return { items: answer.DBClusters, token: answer.Marker };
      },
    },
    'rest-json': {
      service: 'backup',
      operation: 'ListBackupVaults',
      async list(NextToken, options) {
        const answer = await backup.send(new ListBackupVaultsCommand({ NextToken }), options);
        return { items: answer.BackupVaultList, token: answer.NextToken };
      },
    },
  } satisfies typeof witnesses);
}, 120_000);

afterAll(async () => {
  await overlay.close();
  await emulator.stop();
});

afterEach(() => {
  overlay.clearFault();
});

const PROTOCOLS = ['json', 'ec2', 'query', 'rest-json'] as const;

function setFault(protocol: (typeof PROTOCOLS)[number], kind: FaultKind): Witness {
  const witness = witnesses[protocol];
  overlay.setFault({ service: witness.service, operation: witness.operation, kind });
  return witness;
}

test.each(PROTOCOLS)('without a fault the list is there: %s', async (protocol) => {
  const { items, token } = await witnesses[protocol].list();
  expect(items?.length).toBeGreaterThan(0);
  expect(token).toBeUndefined();
});

describe('errors are those of the protocol', () => {
  const REFUSAL =
    /User: arn:aws:sts::123456789012:\S+ is not authorized to perform: (ecs:ListClusters|ec2:DescribeSecurityGroups|rds:DescribeDBClusters|backup:ListBackupVaults) on resource: \*/;

  test.each([
    ['denied', 'json', 'AccessDeniedException', 400, REFUSAL],
    ['denied', 'ec2', 'UnauthorizedOperation', 403, REFUSAL],
    ['denied', 'query', 'AccessDenied', 403, REFUSAL],
    ['denied', 'rest-json', 'AccessDeniedException', 403, REFUSAL],
    ['throttled', 'json', 'ThrottlingException', 400, /Rate exceeded/],
    ['throttled', 'ec2', 'RequestLimitExceeded', 503, /Request limit exceeded/],
    ['throttled', 'query', 'Throttling', 400, /Rate exceeded/],
    ['throttled', 'rest-json', 'ThrottlingException', 429, /Rate exceeded/],
    ['server-error', 'json', 'InternalFailure', 500, /unknown error/],
    ['server-error', 'ec2', 'InternalError', 500, /internal error/],
    ['server-error', 'query', 'InternalFailure', 500, /unknown error/],
    ['server-error', 'rest-json', 'InternalFailure', 500, /unknown error/],
    ['expired-token', 'json', 'ExpiredTokenException', 400, /token .* is expired/],
    ['expired-token', 'ec2', 'RequestExpired', 403, /Request has expired/],
    ['expired-token', 'query', 'ExpiredToken', 403, /token .* is expired/],
    ['expired-token', 'rest-json', 'ExpiredTokenException', 403, /token .* is expired/],
  ] as const)('%s, %s', async (kind, protocol, name, httpStatusCode, message) => {
    const { list } = setFault(protocol, kind);
    await expect(list()).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
      $metadata: { httpStatusCode, requestId: expect.any(String) },
    });
  });
});

describe('faults of the transport', () => {
  test.each(PROTOCOLS)('reset ends the connection: %s', async (protocol) => {
    const { list } = setFault(protocol, 'reset');
    await expect(list()).rejects.toMatchObject({
      message: expect.stringContaining('ECONNRESET'),
    });
  });

  test.each(PROTOCOLS)('hang lasts until the caller gives up: %s', async (protocol) => {
    const { list } = setFault(protocol, 'hang');
    await expect(list(undefined, { abortSignal: AbortSignal.timeout(200) })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test.each(PROTOCOLS)('an empty body is read as no list: %s', async (protocol) => {
    const { list } = setFault(protocol, 'empty-body');
    expect(await list()).toEqual({ items: undefined, token: undefined });
  });

  test.each(['ec2', 'query'] as const)('an HTML page is read as no list: %s', async (protocol) => {
    const { list } = setFault(protocol, 'html-body');
    expect(await list()).toEqual({ items: undefined, token: undefined });
  });

  test.each(['json', 'rest-json'] as const)('an HTML page is no JSON: %s', async (protocol) => {
    const { list } = setFault(protocol, 'html-body');
    await expect(list()).rejects.toMatchObject({ name: 'SyntaxError' });
  });

  test.each([
    ['json', 'SyntaxError'],
    ['ec2', 'Error'],
    ['query', 'Error'],
    ['rest-json', 'SyntaxError'],
  ] as const)('a truncated body cannot be read: %s', async (protocol, name) => {
    const { list } = setFault(protocol, 'truncated');
    await expect(list()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 200 } });
  });

  test.each(PROTOCOLS)('a repeated token never ends: %s', async (protocol) => {
    const { list } = setFault(protocol, 'repeated-token');
    const first = await list();
    const second = await list(first.token);
    const third = await list(second.token);
    expect(first.items?.length).toBeGreaterThan(0);
    expect(first.token).toEqual(expect.any(String));
    expect([second, third]).toEqual([first, first]);
  });
});

describe('faults begin and end', () => {
  test('an expired session lets the first calls through, whatever they are', async () => {
    overlay.setFault({ service: '*', operation: '*', kind: 'expired-token', after: 2 });
    await witnesses.json.list();
    await witnesses.ec2.list();
    await expect(witnesses.query.list()).rejects.toMatchObject({ name: 'ExpiredToken' });
    await expect(witnesses.json.list()).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  });

  test('a fault that hits twice is over after that', async () => {
    const { service, operation, list } = witnesses.json;
    overlay.setFault({ service, operation, kind: 'throttled', times: 2 });
    await expect(list()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await expect(list()).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect((await list()).items).toHaveLength(1);
  });

  test('another operation is not hit', async () => {
    setFault('json', 'denied');
    await expect(ecs.send(new ListServicesCommand({ cluster: 'main' }))).resolves.toMatchObject({
      serviceArns: [],
    });
  });

  test('they are set and cleared over HTTP, and a wrong one is refused', async () => {
    const control = (method: string, body?: unknown) =>
      fetch(`${overlay.url}/_overlay/fault`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    const fault = { service: 'ecs', operation: 'ListClusters', kind: 'denied' };
    expect((await control('PUT', fault)).status).toBe(200);
    expect(overlay.faults()).toEqual([fault]);
    await expect(witnesses.json.list()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect((await control('PUT', { kind: 'expired-token', after: 3 })).status).toBe(200);
    expect((await control('PUT', { kind: 'no-such-kind' })).status).toBe(400);
    expect((await control('DELETE')).status).toBe(200);
    expect(overlay.faults()).toEqual([]);
  });
});

describe('limits and pages of AWS', () => {
  beforeAll(async () => {
    await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'task',
        containerDefinitions: [{ name: 'task', image: 'image', memory: 128 }],
      }),
    );
    for (let index = 0; index < 12; index += 1) {
      await ecs.send(
        new CreateServiceCommand({
          cluster: 'main',
          serviceName: `service-${index}`,
          taskDefinition: 'task',
          desiredCount: 1,
        }),
      );
    }
  });

  const names = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}`);

  test('ten services can be described at once, eleven not', async () => {
    const ten = await ecs.send(
      new DescribeServicesCommand({ cluster: 'main', services: names(10) }),
    );
    expect(ten.services).toHaveLength(10);
    await expect(
      ecs.send(new DescribeServicesCommand({ cluster: 'main', services: names(11) })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('services are listed ten at a time, and each once', async () => {
    const first = await ecs.send(new ListServicesCommand({ cluster: 'main' }));
    const second = await ecs.send(
      new ListServicesCommand({ cluster: 'main', nextToken: first.nextToken }),
    );
    expect(first.serviceArns).toHaveLength(10);
    expect(second.serviceArns).toHaveLength(2);
    expect(second.nextToken).toBeUndefined();
    const all = [...(first.serviceArns ?? []), ...(second.serviceArns ?? [])];
    expect(new Set(all).size).toBe(12);
  });

  test('a token of another list and a page of 101 are refused', async () => {
    const { nextToken } = await ecs.send(new ListServicesCommand({ cluster: 'main' }));
    const refused = { name: 'InvalidParameterException' };
    await expect(
      ecs.send(new ListServicesCommand({ cluster: 'other', nextToken })),
    ).rejects.toMatchObject(refused);
    await expect(
      ecs.send(new ListServicesCommand({ cluster: 'main', maxResults: 101 })),
    ).rejects.toMatchObject(refused);
  });
});

describe('calls, deviations and accounts', () => {
  test('calls are counted and listed in order', async () => {
    overlay.resetCalls();
    await witnesses.ec2.list();
    await witnesses.json.list();
    await witnesses.json.list();
    const answer = await fetch(`${overlay.url}/_overlay/calls`);
    expect(await answer.json()).toEqual({
      counts: { 'ec2:DescribeSecurityGroups': 1, 'ecs:ListClusters': 2 },
      list: ['ec2:DescribeSecurityGroups', 'ecs:ListClusters', 'ecs:ListClusters'].map((name) => {
        const [service, operation] = name.split(':');
        return { service, operation, region: 'us-east-1', attempt: 1 };
      }),
    });
    await fetch(`${overlay.url}/_overlay/calls`, { method: 'DELETE' });
    expect(overlay.calls()).toEqual({ counts: {}, list: [] });
  });

  test('a deviation changes what is seen until it is taken away', async () => {
    const seen = async () => {
      const { services } = await ecs.send(
        new DescribeServicesCommand({ cluster: 'main', services: ['service-0', 'service-1'] }),
      );
      return services?.map(({ runningCount }) => runningCount);
    };
    const control = (method: string, path: string, body?: unknown) =>
      fetch(`${overlay.url}/_overlay/deviations${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    await control('POST', '', {
      name: 'ecs/running-count',
      arguments: { service: 'service-1', runningCount: 0 },
    });
    expect(await seen()).toEqual([1, 0]);
    await control('DELETE', `/${encodeURIComponent('ecs/running-count')}`);
    expect(await seen()).toEqual([1, 1]);
    expect((await control('POST', '', { name: 'ecs/absent' })).status).toBe(400);
  });

  test('an XML answer is deviated in the one block that is named', async () => {
    overlay.setDeviation('rds/cluster-member', {
      cluster: 'orders',
      member: 'DeletionProtection',
      value: 'true',
    });
    expect((await witnesses.query.list()).items).toMatchObject([{ DeletionProtection: true }]);
    overlay.clearDeviation();
    expect((await witnesses.query.list()).items).toMatchObject([{ DeletionProtection: false }]);
  });

  test('the caller is who the emulator says', async () => {
    const sts = new STSClient(clientOptions(overlay.url));
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Account).toBe('123456789012');
  });
});
