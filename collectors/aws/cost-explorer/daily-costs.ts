import type { Expression } from '@aws-sdk/client-cost-explorer';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { getCostAndUsage } from './operations.ts';

const DAY_MS = 24 * 60 * 60_000;
/** How far back is looked. */
const WINDOW_DAYS = 14;

/** What one day cost. */
export const DailyCost = z.strictObject({
  /** The day, such as `2026-11-23`. */
  day: z.iso.date(),
  /** Null where AWS leaves the amount out, or tells it in another unit. */
  usd: z.number().nullable(),
  /** Whether AWS still counts; null when it does not say. */
  estimated: z.boolean().nullable(),
});
export type DailyCost = z.infer<typeof DailyCost>;

/** The days before today, with the declared tags, under the key `daily`; nothing without a declared envelope. */
export const dailyCosts = defineCollector<DailyCost[]>({
  id: 'aws/cost-explorer/daily-costs',
  title: 'What the last days cost',
  operations: [getCostAndUsage],
  item: z.array(DailyCost),
  keys: costKeys,
  collect: async ({ spec, aws, takenAt }) => {
    if (costKeys(spec).length === 0) return {};
    const filter = filterOf(spec);
    const answer = await aws.read(getCostAndUsage, {
      // The end is exclusive.
      TimePeriod: { Start: dayOf(takenAt - WINDOW_DAYS * DAY_MS), End: dayOf(takenAt) },
      Granularity: 'DAILY',
      Metrics: ['UnblendedCost'],
      ...(filter !== null && { Filter: filter }),
    });
    return {
      daily: observe(answer, ({ ResultsByTime }) =>
        (ResultsByTime ?? []).flatMap(({ TimePeriod, Total, Estimated }) => {
          const day = TimePeriod?.Start;
          const { Amount, Unit } = Total?.['UnblendedCost'] ?? {};
          const usd = Amount === undefined || Unit !== 'USD' ? null : Number(Amount);
          return day === undefined ? [] : [{ day, usd, estimated: Estimated ?? null }];
        }),
      ),
    };
  },
});

function costKeys({ cost }: Spec): readonly string[] {
  return cost === undefined ? [] : ['daily'];
}

/** What has all of the declared tags. */
function filterOf({ tags = {} }: Spec): Expression | null {
  const [first, ...others] = Object.entries(tags).map(([Key, value]): Expression => {
    return { Tags: { Key, Values: [value] } };
  });
  if (first === undefined) return null;
  return others.length === 0 ? first : { And: [first, ...others] };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 'yyyy-mm-dd'.length);
}
