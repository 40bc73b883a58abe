import { DescribeKeyCommand, GetKeyRotationStatusCommand, KMSClient } from '@aws-sdk/client-kms';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { keyRotations } from './key-rotations.ts';

const kms = mockClient(KMSClient);
const spec: Partial<Spec> = { kmsKeys: { 'alias/main': { rotation: true } } };
const named = (name: string) => Object.assign(new Error('No.'), { name });

beforeEach(() => {
  kms.reset();
  kms.on(DescribeKeyCommand).resolves({ KeyMetadata: { KeyId: 'k', Arn: 'arn:key' } });
});

test('asks by the ARN of the key', async () => {
  kms
    .on(GetKeyRotationStatusCommand, { KeyId: 'arn:key' })
    .resolves({ KeyRotationEnabled: true, RotationPeriodInDays: 365 });
  const { items, operations } = await collectWith(keyRotations, spec);
  expect(items['alias/main']).toMatchObject({ value: { enabled: true, periodDays: 365 } });
  expect(operations).toEqual(actionsOf(keyRotations));
});

test.each([
  ['UnsupportedOperationException', 'absent'],
  ['NotFoundException', 'absent'],
  ['KMSInvalidStateException', 'unseen'],
  ['AccessDeniedException', 'unseen'],
])('%s: %s', async (code, state) => {
  kms.on(GetKeyRotationStatusCommand).rejects(named(code));
  const { items } = await collectWith(keyRotations, spec);
  expect(items['alias/main']?.state).toBe(state);
});

test('an empty answer tells nothing', async () => {
  kms.on(GetKeyRotationStatusCommand).resolves({});
  const { items } = await collectWith(keyRotations, spec);
  expect(items['alias/main']).toMatchObject({ cause: { kind: 'malformed-response' } });
});
