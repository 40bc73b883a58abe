import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { passwordFor, passwordIn } from './password.ts';
import type { ConnectionSettings, PasswordSource } from './settings.ts';

const PLACE = { region: 'us-east-1', endpoint: null };
const from = (password: PasswordSource, environment: NodeJS.ProcessEnv = {}) => {
  const settings: ConnectionSettings = {
    host: 'main.cluster-x.us-east-1.rds.amazonaws.com',
    port: 5432,
    database: 'app',
    user: 'landfall',
    password,
    tls: 'verify-full',
    caFile: null,
  };
  return passwordFor(settings, PLACE, environment);
};

test('a password comes from the environment, and one that is not there is asked for by name', async () => {
  const source = { kind: 'environment', variable: 'DB_PW' } as const;
  await expect(from(source, { DB_PW: 'hidden' })).resolves.toBe('hidden');
  await expect(from(source, { DB_PW: '' })).rejects.toThrow(
    'The password of landfall at main.cluster-x.us-east-1.rds.amazonaws.com is not in the environment: set DB_PW.',
  );
  await expect(from({ kind: 'none' })).resolves.toBeUndefined();
});

test('a password comes from a secret', async () => {
  const secrets = mockClient(SecretsManagerClient);
  secrets
    .on(GetSecretValueCommand, { SecretId: 'db' })
    .resolves({ SecretString: '{"username":"landfall","password":"hidden"}' })
    .on(GetSecretValueCommand, { SecretId: 'empty' })
    .resolves({ SecretString: '{"username":"landfall"}' });
  await expect(from({ kind: 'secret', id: 'db' })).resolves.toBe('hidden');
  await expect(from({ kind: 'secret', id: 'empty' })).rejects.toThrow(
    'The secret empty holds no password: it is neither text nor JSON with a "password".',
  );
  secrets.restore();
});

test.each([
  ['hidden', 'hidden'],
  ['{"password":"hidden"}', 'hidden'],
  ['{"password":7}', undefined],
  ['{"password":""}', undefined],
  ['{broken', undefined],
  ['', undefined],
])('the password in %j is %j', (text, password) => {
  expect(passwordIn(text)).toBe(password);
});

test('a token of IAM is signed for the host, the port and the user', async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIAIOSFODNN7EXAMPLE';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'not-a-secret';
  const token = await from({ kind: 'iam' });
  expect(token).toMatch(
    /^main\.cluster-x\.us-east-1\.rds\.amazonaws\.com:5432\/\?Action=connect&DBUser=landfall/,
  );
  expect(token).toContain('X-Amz-Signature=');
});
