import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { quotas } from './quotas.ts';

const client = mockClient(ServiceQuotasClient);
const spec = { aurora: { orders: { readers: 1 } } } as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error('No.'), { name });

beforeEach(() => {
  client.reset();
  client.on(GetServiceQuotaCommand).resolves({ Quota: { Value: 40 } });
});

test('asks for the quota of the account, and for the one of AWS where it has none', async () => {
  client
    .on(GetServiceQuotaCommand, { QuotaCode: 'L-952B80B8' })
    .rejects(named('NoSuchResourceException'));
  client
    .on(GetAWSDefaultServiceQuotaCommand, { ServiceCode: 'rds', QuotaCode: 'L-952B80B8' })
    .resolves({ Quota: { Value: 20 } });
  const { items, operations } = await collectWith(quotas, spec);
  expect(items).toMatchObject({
    'network interfaces': { value: { value: 40, isDefault: false } },
    'RDS instances': { value: { value: 40, isDefault: false } },
    'RDS clusters': { value: { value: 20, isDefault: true } },
  });
  expect(operations).toEqual(actionsOf(quotas));
});

test.each([
  [
    'a denial',
    () => client.on(GetServiceQuotaCommand).rejects(named('AccessDeniedException')),
    'unseen',
  ],
  ['no value', () => client.on(GetServiceQuotaCommand).resolves({ Quota: {} }), 'unseen'],
  [
    'nobody has it',
    () => {
      client.on(GetServiceQuotaCommand).rejects(named('NoSuchResourceException'));
      client.on(GetAWSDefaultServiceQuotaCommand).rejects(named('NoSuchResourceException'));
    },
    'absent',
  ],
])('%s: %s', async (_, answer, state) => {
  answer();
  expect((await collectWith(quotas, spec)).items['RDS clusters']?.state).toBe(state);
});
