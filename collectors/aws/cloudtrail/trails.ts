import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { describeTrails, getTrailStatus } from './operations.ts';

/** One trail that records the region. Null is what AWS left out. */
export const Trail = z.strictObject({
  arn: z.string(),
  multiRegion: z.boolean().nullable(),
  /** Null for a trail that was deleted since it was listed. */
  logging: z.boolean().nullable(),
});
export type Trail = z.infer<typeof Trail>;

/** Every trail that records the region, under the key `all`. */
export const trails = defineCollector<Trail[]>({
  id: 'aws/cloudtrail/trails',
  title: 'CloudTrail trails, and whether they log',
  operations: [describeTrails, getTrailStatus],
  item: z.array(Trail),
  keys: () => ['all'],
  collect: async (context) => ({ all: await allTrails(context) }),
});

async function allTrails(context: CollectContext): Promise<Observation<Trail[]>> {
  const listed = await context.aws.read(describeTrails, { includeShadowTrails: true });
  if (listed.state === 'failed') return unseen(listed.cause);
  if (listed.state === 'absent') return absent(listed.calls);
  const found: Trail[] = [];
  const calls = [...listed.calls];
  for (const { TrailARN: arn, IsMultiRegionTrail } of listed.value.trailList ?? []) {
    if (arn === undefined) return malformed(describeTrails, listed.calls, 'A trail has no ARN.');
    const status = await context.aws.read(getTrailStatus, { Name: arn });
    if (status.state === 'failed') return unseen(status.cause);
    calls.push(...status.calls);
    found.push({
      arn,
      multiRegion: IsMultiRegionTrail ?? null,
      logging: status.state === 'absent' ? null : (status.value.IsLogging ?? null),
    });
  }
  return present(found, calls);
}
