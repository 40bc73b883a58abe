import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { describeEventSubscriptions } from './operations.ts';

/** One subscription to events of RDS. Null is what AWS left out. */
export const EventSubscription = z.strictObject({
  name: z.string().nullable(),
  enabled: z.boolean().nullable(),
  /** `active`, `creating` and others. */
  status: z.string().nullable(),
  /** Such as `db-cluster`; null is every kind. */
  sourceType: z.string().nullable(),
  /** Identifiers; an empty list is every source. */
  sources: z.array(z.string()),
  /** An empty list is every category. */
  categories: z.array(z.string()),
});
export type EventSubscription = z.infer<typeof EventSubscription>;

/** Every subscription of the region, under the key `all`; nothing without a declared cluster. */
export const eventSubscriptions = defineCollector<EventSubscription[]>({
  id: 'aws/rds/event-subscriptions',
  title: 'Subscriptions to events of RDS',
  operations: [describeEventSubscriptions],
  item: z.array(EventSubscription),
  keys: subscriptionKeys,
  collect: async ({ spec, aws }) => {
    if (subscriptionKeys(spec).length === 0) return {};
    const answer = await aws.read(describeEventSubscriptions, {});
    return {
      all: observe(answer, ({ EventSubscriptionsList }) =>
        (EventSubscriptionsList ?? []).map((each) => ({
          name: each.CustSubscriptionId ?? null,
          enabled: each.Enabled ?? null,
          status: each.Status ?? null,
          sourceType: each.SourceType ?? null,
          sources: each.SourceIdsList ?? [],
          categories: each.EventCategoriesList ?? [],
        })),
      ),
    };
  },
});

function subscriptionKeys({ aurora }: Spec): readonly string[] {
  return Object.keys(aurora ?? {}).length === 0 ? [] : ['all'];
}
