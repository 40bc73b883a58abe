import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { Attributes, attributesOf } from './attributes.ts';
import { describeTargetGroupAttributes, describeTargetGroups } from './operations.ts';
import { targetGroups, type TargetGroupItem } from './target-groups.ts';

/** The attributes of every target group that declares one of them, by its name: each group takes a call of its own. */
export const targetGroupAttributes = defineCollector<Attributes>({
  id: 'aws/elastic-load-balancing-v2/target-group-attributes',
  title: 'Attributes of target groups',
  operations: [describeTargetGroups, describeTargetGroupAttributes],
  item: Attributes,
  keys: groupsWithAttributes,
  collect: async (context) => {
    const groups = await targetGroups.collect(context);
    const observed = await Promise.all(
      groupsWithAttributes(context.spec).map(async (name) => [
        name,
        await attributesFor(context, groups[name]),
      ]),
    );
    return Object.fromEntries(observed) as Record<string, Observation<Attributes>>;
  },
});

function groupsWithAttributes(spec: Spec): readonly string[] {
  return Object.entries(spec.targetGroups ?? {})
    .filter(([, { deregistrationDelaySeconds }]) => deregistrationDelaySeconds !== undefined)
    .map(([name]) => name);
}

async function attributesFor(
  { aws }: CollectContext,
  group: Observation<TargetGroupItem> | undefined,
): Promise<Observation<Attributes> | undefined> {
  if (group?.state !== 'present') return group;
  const answer = await aws.read(describeTargetGroupAttributes, { TargetGroupArn: group.value.arn });
  return observe(answer, (output) => attributesOf(output.Attributes));
}
