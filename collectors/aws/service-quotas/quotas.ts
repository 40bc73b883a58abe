import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { malformed } from '../malformed.ts';
import { getAwsDefaultServiceQuota, getServiceQuota } from './operations.ts';
import { plannedQuotas, type PlannedQuota } from './planned.ts';

export const Quota = z.strictObject({
  value: z.number(),
  /** Whether it is what AWS gives everybody, as the account has no record of its own. */
  isDefault: z.boolean(),
});
export type Quota = z.infer<typeof Quota>;

/** The quotas that the planned peak needs a part of, by name. */
export const quotas = defineCollector<Quota>({
  id: 'aws/service-quotas/quotas',
  title: 'Quotas of the account that the planned peak counts against',
  operations: [getServiceQuota, getAwsDefaultServiceQuota],
  item: Quota,
  keys: (spec) => plannedQuotas(spec).map(({ name }) => name),
  collect: (context) => {
    const planned = new Map(plannedQuotas(context.spec).map((quota) => [quota.name, quota]));
    return observeEach([...planned.keys()], async (name) => {
      const quota = planned.get(name);
      return quota === undefined ? absent([]) : quotaOf(context, quota);
    });
  },
});

async function quotaOf(
  { aws }: CollectContext,
  { serviceCode, quotaCode }: PlannedQuota,
): Promise<Observation<Quota>> {
  const input = { ServiceCode: serviceCode, QuotaCode: quotaCode };
  const own = await aws.read(getServiceQuota, input);
  if (own.state === 'failed') return unseen(own.cause);
  const answer = own.state === 'absent' ? await aws.read(getAwsDefaultServiceQuota, input) : own;
  if (answer.state === 'failed') return unseen(answer.cause);
  if (answer.state === 'absent') return absent([...own.calls, ...answer.calls]);
  const value = answer.value.Quota?.Value;
  return value === undefined
    ? malformed(getServiceQuota, answer.calls, 'The quota in it has no value.')
    : present({ value, isDefault: own.state === 'absent' }, [
        ...new Set([...own.calls, ...answer.calls]),
      ]);
}
