import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { describeTimeToLive } from './operations.ts';

/** By which attribute items of a table expire. Null is what DynamoDB left out. */
export const TimeToLive = z.strictObject({
  /** `ENABLED`, `DISABLED`, `ENABLING` or `DISABLING`. */
  status: z.string().nullable(),
  attribute: z.string().nullable(),
});
export type TimeToLive = z.infer<typeof TimeToLive>;

/** Of every declared table, by name. */
export const timeToLive = defineCollector<TimeToLive>({
  id: 'aws/dynamodb/time-to-live',
  title: 'Expiry of items of DynamoDB tables',
  operations: [describeTimeToLive],
  item: TimeToLive,
  keys: (spec) => Object.keys(spec.tables ?? {}),
  collect: async ({ aws, spec }) => {
    const entries = await Promise.all(
      Object.keys(spec.tables ?? {}).map(
        async (TableName): Promise<[string, Observation<TimeToLive>]> => {
          const answer = await aws.read(describeTimeToLive, { TableName });
          return [
            TableName,
            observe(answer, ({ TimeToLiveDescription }) => ({
              status: TimeToLiveDescription?.TimeToLiveStatus ?? null,
              attribute: TimeToLiveDescription?.AttributeName ?? null,
            })),
          ];
        },
      ),
    );
    return Object.fromEntries(entries);
  },
});
