import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { observeEach } from '../each.ts';
import { listCostAllocationTags } from './operations.ts';

/** Whether costs can be told apart by a tag: `Active` or `Inactive`; null when AWS does not say. */
export const AllocationTag = z.strictObject({ status: z.string().nullable() });
export type AllocationTag = z.infer<typeof AllocationTag>;

/** Every declared tag, by its key. */
export const allocationTags = defineCollector<AllocationTag>({
  id: 'aws/cost-explorer/allocation-tags',
  title: 'Tags by which costs are told apart',
  operations: [listCostAllocationTags],
  item: AllocationTag,
  keys: tagKeys,
  collect: ({ spec, aws }) =>
    observeEach(tagKeys(spec), async (key) =>
      observe(await aws.read(listCostAllocationTags, { Type: 'UserDefined' }), (answer) => {
        const tag = answer.CostAllocationTags?.find(({ TagKey }) => TagKey === key);
        return tag === undefined ? null : { status: tag.Status ?? null };
      }),
    ),
});

function tagKeys({ tags }: Spec): readonly string[] {
  return Object.keys(tags ?? {});
}
