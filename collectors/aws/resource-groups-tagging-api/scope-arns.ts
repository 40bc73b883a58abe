import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { hasTags } from '../../../core/scope.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { observeEach } from '../each.ts';
import { readWhole } from '../whole-list.ts';
import { getTaggedResources } from './operations.ts';

/** The one key, of a scope that has tags. */
export const SCOPE_TAGS = 'tags';

/**
 * The ARNs of everything in the region that carries all tags of the scope. What was deleted may stay in it for hours, so
 * it says where a resource belongs and never that there is one.
 */
export const scopeArns = defineCollector<string[]>({
  id: 'aws/resource-groups-tagging-api/scope-arns',
  title: 'ARNs of everything that carries the tags of the scope',
  operations: [getTaggedResources],
  item: z.array(z.string()),
  keys: scopeKeys,
  collect: (context) =>
    observeEach(scopeKeys(context.spec), () =>
      readWhole(context, {
        operation: getTaggedResources,
        input: {
          // A resource must pass every filter.
          TagFilters: Object.entries(context.spec.scope?.tags ?? {}).map(([Key, value]) => ({
            Key,
            Values: [value],
          })),
        },
        list: ({ ResourceTagMappingList }) => ResourceTagMappingList,
        toItem: ({ ResourceARN }) => ResourceARN ?? null,
      }),
    ),
});

/** Without a filter the API would give whatever has ever been tagged. */
function scopeKeys({ scope }: Spec): readonly string[] {
  return scope !== undefined && hasTags(scope) ? [SCOPE_TAGS] : [];
}
