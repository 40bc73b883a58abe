import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { kmsKeys } from './keys.ts';

const kms = mockClient(KMSClient);
const spec = {
  aurora: { one: { kmsKeyAlias: 'alias/main' }, two: { kmsKeyAlias: 'alias/main' }, three: {} },
} as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error(name), { name });

beforeEach(() => {
  kms.reset();
});

test('asks once for each declared alias', async () => {
  kms.on(DescribeKeyCommand).resolves({
    KeyMetadata: {
      KeyId: 'k',
      Arn: 'arn:key',
      KeyState: 'PendingDeletion',
      DeletionDate: new Date('2026-12-01T00:00:00Z'),
      KeyManager: 'CUSTOMER',
      KeySpec: 'SYMMETRIC_DEFAULT',
      Origin: 'AWS_KMS',
    },
  });
  const { items, operations } = await collectWith(kmsKeys, spec);
  expect(items).toMatchObject({
    'alias/main': {
      state: 'present',
      value: {
        arn: 'arn:key',
        state: 'PendingDeletion',
        deletionDate: '2026-12-01T00:00:00.000Z',
        manager: 'CUSTOMER',
        spec: 'SYMMETRIC_DEFAULT',
        origin: 'AWS_KMS',
      },
    },
  });
  expect(kms.commandCalls(DescribeKeyCommand).map(({ args }) => args[0].input)).toEqual([
    { KeyId: 'alias/main' },
  ]);
  expect(operations).toEqual(actionsOf(kmsKeys));
});

test.each([
  [
    'an alias that is not found is absent',
    () => kms.on(DescribeKeyCommand).rejects(named('NotFoundException')),
    'absent',
  ],
  [
    'a denial is not',
    () => kms.on(DescribeKeyCommand).rejects(named('AccessDeniedException')),
    'unseen',
  ],
  [
    'a key without its ARN is not seen',
    () => kms.on(DescribeKeyCommand).resolves({ KeyMetadata: { KeyId: 'k' } }),
    'unseen',
  ],
  [
    'an answer without the key is not seen',
    () => kms.on(DescribeKeyCommand).resolves({}),
    'unseen',
  ],
])('%s', async (_, answer, state) => {
  answer();
  const { items } = await collectWith(kmsKeys, spec);
  expect(items['alias/main']?.state).toBe(state);
});
