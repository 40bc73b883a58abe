import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { isStaged, secrets, type Secret } from './secrets.ts';

const manager = mockClient(SecretsManagerClient);
const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:app/jwt-AbCdEf';
const spec = { secrets: { 'app/jwt': { rotationDays: 30 } } };
const rejects = (name: string) => {
  manager.on(DescribeSecretCommand).rejects(Object.assign(new Error('No.'), { name }));
};

beforeEach(() => {
  manager.reset();
});

test('keeps the facts and declares what it sends', async () => {
  manager.on(DescribeSecretCommand, { SecretId: 'app/jwt' }).resolves({
    ARN,
    Name: 'app/jwt',
    VersionIdsToStages: { one: ['AWSCURRENT'], two: ['AWSPREVIOUS'] },
    RotationEnabled: true,
    RotationLambdaARN: 'arn:aws:lambda:us-east-1:123456789012:function:rotate',
    RotationRules: { AutomaticallyAfterDays: 30 },
    LastRotatedDate: new Date('2026-11-01T00:00:00Z'),
    NextRotationDate: new Date('2026-12-01T00:00:00Z'),
    LastChangedDate: new Date('2026-11-02T00:00:00Z'),
    CreatedDate: new Date('2026-10-01T00:00:00Z'),
    KmsKeyId: 'alias/app',
    ReplicationStatus: [{ Region: 'eu-west-1', Status: 'InSync' }],
  });
  const { items, operations } = await collectWith(secrets, spec);
  expect(items['app/jwt']).toMatchObject({
    state: 'present',
    value: {
      arn: ARN,
      deletedDate: null,
      versions: { one: ['AWSCURRENT'], two: ['AWSPREVIOUS'] },
      rotationEnabled: true,
      owningService: null,
      rotationLambdaArn: 'arn:aws:lambda:us-east-1:123456789012:function:rotate',
      rotationRules: { automaticallyAfterDays: 30, scheduleExpression: null, duration: null },
      lastRotatedDate: '2026-11-01T00:00:00.000Z',
      nextRotationDate: '2026-12-01T00:00:00.000Z',
      lastChangedDate: '2026-11-02T00:00:00.000Z',
      createdDate: '2026-10-01T00:00:00.000Z',
      primaryRegion: null,
      kmsKeyId: 'alias/app',
      replicas: [{ region: 'eu-west-1', status: 'InSync' }],
    },
  });
  expect(operations).toEqual(actionsOf(secrets));
});

test('what AWS leaves out is null, and nothing is made up', async () => {
  manager.on(DescribeSecretCommand).resolves({ ARN, Name: 'app/jwt' });
  const { items } = await collectWith(secrets, spec);
  expect(items['app/jwt']).toMatchObject({
    state: 'present',
    value: {
      versions: null,
      rotationEnabled: null,
      rotationRules: null,
      replicas: null,
      kmsKeyId: null,
    },
  });
});

test('a secret that waits for its deletion is present', async () => {
  manager
    .on(DescribeSecretCommand)
    .resolves({ ARN, Name: 'app/jwt', DeletedDate: new Date('2026-11-30T00:00:00Z') });
  const { items } = await collectWith(secrets, spec);
  expect(items['app/jwt']).toMatchObject({
    state: 'present',
    value: { deletedDate: '2026-11-30T00:00:00.000Z' },
  });
});

test('a secret that AWS does not find is absent', async () => {
  rejects('ResourceNotFoundException');
  const { items } = await collectWith(secrets, spec);
  expect(items['app/jwt']?.state).toBe('absent');
});

test.each(['AccessDeniedException', 'InvalidParameterException', 'DecryptionFailure'])(
  '%s is no absence',
  async (code) => {
    rejects(code);
    const { items } = await collectWith(secrets, spec);
    expect(items['app/jwt']).toMatchObject({ state: 'unseen', cause: { code } });
  },
);

test.each([
  ['an empty answer', {}],
  ['an answer without a name', { ARN }],
  ['an answer about another secret', { ARN, Name: 'app/other' }],
])('is not seen: %s', async (_, answer) => {
  manager.on(DescribeSecretCommand).resolves(answer);
  const { items } = await collectWith(secrets, spec);
  expect(items['app/jwt']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});

test('the items are of the declared shape', async () => {
  manager.on(DescribeSecretCommand).resolves({ ARN, Name: 'app/jwt' });
  const { items } = await collectWith(secrets, spec);
  const item = items['app/jwt'];
  expect(item?.state === 'present' && secrets.item.safeParse(item.value).success).toBe(true);
});

test.each([
  [{ one: ['AWSPREVIOUS', 'AWSCURRENT'] }, true],
  [{ one: ['AWSPENDING'] }, false],
  [{}, false],
  [null, null],
])('staged: %j is %p', (versions, staged) => {
  expect(isStaged({ versions } as unknown as Secret)).toBe(staged);
});
