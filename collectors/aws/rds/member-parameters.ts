import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { observe, present, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { describeMembers, type AuroraInstance } from './instances.ts';
import { describeDBInstances, describeDBParameters } from './operations.ts';

/**
 * What somebody set in the parameter groups of a cluster's members, by group and then by parameter: of the parameters
 * that the cluster declares, and no others.
 */
export const MemberParameters = z.record(z.string(), z.record(z.string(), z.string().nullable()));
export type MemberParameters = z.infer<typeof MemberParameters>;

/** By the identifier of each cluster that declares parameters: a member's own value stands before the cluster's. */
export const auroraMemberParameters = defineCollector<MemberParameters>({
  id: 'aws/rds/member-parameters',
  title: "Declared parameters as the parameter groups of Aurora clusters' members set them",
  operations: [describeDBInstances, describeDBParameters],
  item: MemberParameters,
  keys: clustersWithParameters,
  collect: async (context) => {
    const items: Record<string, Observation<MemberParameters>> = {};
    const declaring = clustersWithParameters(context.spec);
    await Promise.all(
      Object.entries(await describeMembers(context)).map(async ([name, members]) => {
        if (!declaring.includes(name)) return;
        items[name] =
          members.state === 'present'
            ? await readGroups(context, name, members.value, members.calls)
            : members;
      }),
    );
    return items;
  },
});

function clustersWithParameters(spec: Spec): readonly string[] {
  return Object.entries(spec.aurora ?? {})
    .filter(([, { parameters }]) => Object.keys(parameters ?? {}).length > 0)
    .map(([name]) => name);
}

async function readGroups(
  { aws, spec }: CollectContext,
  cluster: string,
  members: readonly AuroraInstance[],
  before: readonly string[],
): Promise<Observation<MemberParameters>> {
  const declared = Object.keys(spec.aurora?.[cluster]?.parameters ?? {});
  const attached = members.flatMap(({ parameterGroups }) => parameterGroups);
  // Nobody can set anything in a default group.
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html
  const groups = [...new Set(attached.map(({ name }) => name))].filter(
    (name) => !name.startsWith('default.'),
  );
  const items: MemberParameters = {};
  const calls = [...before];
  for (const group of groups) {
    const answer = await aws.read(describeDBParameters, {
      DBParameterGroupName: group,
      Source: 'user',
    });
    const values = observe(answer, ({ Parameters }) =>
      (Parameters ?? []).flatMap(({ ParameterName, ParameterValue }): [string, string | null][] =>
        ParameterName !== undefined && declared.includes(ParameterName)
          ? [[ParameterName, ParameterValue ?? null]]
          : [],
      ),
    );
    if (values.state !== 'present') return values;
    items[group] = Object.fromEntries(values.value);
    calls.push(...values.calls);
  }
  return present(items, calls);
}
