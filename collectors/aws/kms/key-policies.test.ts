import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  KMSClient,
  ListGrantsCommand,
} from '@aws-sdk/client-kms';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { keyPolicies } from './key-policies.ts';

const kms = mockClient(KMSClient);
const spec: Partial<Spec> = { kmsKeys: { 'alias/main': { rotation: true } } };
const named = (name: string) => Object.assign(new Error('No.'), { name });

beforeEach(() => {
  kms.reset();
  kms.on(DescribeKeyCommand).resolves({ KeyMetadata: { KeyId: 'k', Arn: 'arn:key' } });
  kms.on(GetKeyPolicyCommand).resolves({ Policy: '{}' });
  kms.on(ListGrantsCommand).resolves({ Grants: [] });
});

test('asks by the ARN of the key, and reads grants to their end', async () => {
  kms
    .on(ListGrantsCommand, { Marker: 'more' })
    .resolves({ Grants: [{ GrantId: '2', GranteePrincipal: 'arn:b', Operations: ['Decrypt'] }] });
  kms
    .on(ListGrantsCommand, { Marker: undefined })
    .resolves({ Grants: [{ GrantId: '1' }], Truncated: true, NextMarker: 'more' });
  const { items, operations } = await collectWith(keyPolicies, spec);
  expect(items['alias/main']).toMatchObject({
    state: 'present',
    value: {
      arn: 'arn:key',
      policy: '{}',
      grants: [
        { id: '1', grantee: null, operations: [] },
        { id: '2', grantee: 'arn:b', operations: ['Decrypt'] },
      ],
    },
  });
  expect(kms.commandCalls(GetKeyPolicyCommand)[0]?.args[0].input).toEqual({
    KeyId: 'arn:key',
    PolicyName: 'default',
  });
  expect(operations).toEqual(actionsOf(keyPolicies));
});

test.each([
  ['no key', () => kms.on(DescribeKeyCommand).rejects(named('NotFoundException')), 'absent'],
  [
    'a key that is deleted meanwhile',
    () => kms.on(ListGrantsCommand).rejects(named('NotFoundException')),
    'absent',
  ],
  [
    'a denied policy',
    () => kms.on(GetKeyPolicyCommand).rejects(named('AccessDeniedException')),
    'unseen',
  ],
  [
    'denied grants',
    () => kms.on(ListGrantsCommand).rejects(named('AccessDeniedException')),
    'unseen',
  ],
  ['an answer without the policy', () => kms.on(GetKeyPolicyCommand).resolves({}), 'unseen'],
  ['an answer without grants', () => kms.on(ListGrantsCommand).resolves({}), 'unseen'],
  [
    'grants that are cut off',
    () => kms.on(ListGrantsCommand).resolves({ Grants: [], Truncated: true }),
    'unseen',
  ],
])('%s', async (_, answer, state) => {
  answer();
  const { items } = await collectWith(keyPolicies, spec);
  expect(items['alias/main']?.state).toBe(state);
});
