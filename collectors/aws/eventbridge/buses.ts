import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { describeEventBus } from './operations.ts';

export const EventBus = z.strictObject({
  arn: z.string(),
  /** JSON; null when the bus has no policy. */
  policy: z.string().nullable(),
});
export type EventBus = z.infer<typeof EventBus>;

/** Every declared bus, by name. */
export const eventBuses = defineCollector<EventBus>({
  id: 'aws/eventbridge/buses',
  title: 'EventBridge buses with their policies',
  operations: [describeEventBus],
  item: EventBus,
  keys: (spec) => Object.keys(spec.buses ?? {}),
  collect: ({ spec, aws }) =>
    observeEach(Object.keys(spec.buses ?? {}), async (Name) =>
      observe(await aws.read(describeEventBus, { Name }), ({ Arn, Policy }) =>
        Arn === undefined ? null : { arn: Arn, policy: Policy ?? null },
      ),
    ),
});
