import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { taggedArns } from './arns.ts';
import { batchesOf } from '../batches.ts';
import { malformed } from '../malformed.ts';
import { getResources, MAX_ARNS_PER_CALL } from './operations.ts';

/** Values by key. The API leaves out what was never tagged, so that such a resource has none here. */
export const ResourceTags = z.record(z.string(), z.string());
export type ResourceTags = z.infer<typeof ResourceTags>;

/** The tags of every declared resource whose ARN follows from its name, by that ARN. */
export const resourceTags = defineCollector<ResourceTags>({
  id: 'aws/resource-groups-tagging-api/resource-tags',
  title: 'Tags of the declared resources',
  operations: [getResources],
  item: ResourceTags,
  keys: declaredArns,
  collect: async ({ spec, aws }) => {
    const found = await Promise.all(
      batchesOf(declaredArns(spec), MAX_ARNS_PER_CALL).map(async (arns) => {
        const answer = await aws.read(getResources, { ResourceARNList: [...arns] });
        return arns.map((arn): [string, Observation<ResourceTags>] => {
          if (answer.state === 'failed') return [arn, unseen(answer.cause)];
          if (answer.state === 'absent' || (answer.value.PaginationToken ?? '') !== '') {
            return [
              arn,
              malformed(getResources, answer.calls, 'It has pages, for a list of ARNs.'),
            ];
          }
          const mapping = answer.value.ResourceTagMappingList?.find(
            ({ ResourceARN }) => ResourceARN === arn,
          );
          const tags = (mapping?.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']);
          return [arn, present(Object.fromEntries(tags) as ResourceTags, answer.calls)];
        });
      }),
    );
    return Object.fromEntries(found.flat());
  },
});

function declaredArns(spec: Spec): readonly string[] {
  const all = Object.entries(taggedArns(spec));
  if (Object.keys(spec.tags ?? {}).length > 0) return all.flatMap(([, arns]) => arns);
  // Without declared tags only those of the stores matter, by which backup plans may select them.
  if (Object.keys(spec.backup?.plans ?? {}).length === 0) return [];
  return all.flatMap(([kind, arns]) => (kind === 'aurora' || kind === 'tables' ? arns : []));
}
