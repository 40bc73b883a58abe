import { GetResourcePolicyCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { secretPolicies } from './secret-policies.ts';

const manager = mockClient(SecretsManagerClient);
const spec = { secrets: { jwt: { rotationDays: 30 } } };

beforeEach(() => {
  manager.reset();
});

test.each([
  [
    'a policy',
    { ARN: 'arn:jwt', Name: 'jwt', ResourcePolicy: '{}' },
    { arn: 'arn:jwt', policy: '{}' },
  ],
  ['no policy', { ARN: 'arn:jwt', Name: 'jwt' }, { arn: 'arn:jwt', policy: null }],
])('%s', async (_, answer, value) => {
  manager.on(GetResourcePolicyCommand, { SecretId: 'jwt' }).resolves(answer);
  const { items, operations } = await collectWith(secretPolicies, spec);
  expect(items['jwt']).toMatchObject({ state: 'present', value });
  expect(operations).toEqual(actionsOf(secretPolicies));
});

test.each([
  ['ResourceNotFoundException', 'absent'],
  ['AccessDeniedException', 'unseen'],
])('%s: %s', async (code, state) => {
  manager.on(GetResourcePolicyCommand).rejects(Object.assign(new Error('No.'), { name: code }));
  expect((await collectWith(secretPolicies, spec)).items['jwt']?.state).toBe(state);
});

test.each([
  ['an empty answer', {}],
  ['an answer about another secret', { ARN: 'arn:other', Name: 'other' }],
])('is not seen: %s', async (_, answer) => {
  manager.on(GetResourcePolicyCommand).resolves(answer);
  expect((await collectWith(secretPolicies, spec)).items['jwt']?.state).toBe('unseen');
});
