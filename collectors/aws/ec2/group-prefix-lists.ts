import { defineCollector } from '../../../core/collector.ts';
import { unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { afterCalls, causeOf } from './declared-vpc.ts';
import { describeSecurityGroups, describeVpcs } from './operations.ts';
import { PREFIX_LIST_OPERATIONS, PrefixLists, readPrefixLists } from './prefix-lists.ts';
import { listSecurityGroups } from './security-groups.ts';

/** The key is a declared security group's name; the item holds every list that the group's rules refer to. */
export const groupPrefixLists = defineCollector<PrefixLists>({
  id: 'aws/ec2/group-prefix-lists',
  title: 'The prefix lists that the declared security groups refer to',
  operations: [describeVpcs, describeSecurityGroups, ...PREFIX_LIST_OPERATIONS],
  item: PrefixLists,
  keys: (spec) => groupNames(spec),
  collect: async (context) => {
    const observed = Object.values(await listSecurityGroups(context))[0];
    if (observed === undefined) return {};
    const items = await Promise.all(
      groupNames(context.spec).map(async (name) => {
        if (observed.state !== 'present') return [name, observed] as const;
        const { byId, idsByName } = observed.value;
        const ids = Object.hasOwn(idsByName, name) ? (idsByName[name] ?? []) : [];
        const [id, ...others] = ids;
        if (others.length > 0) {
          const message = 'Several security groups of the VPC have the declared name.';
          const cause = causeOf(describeSecurityGroups, 'ambiguous', message, observed.calls);
          return [name, unseen(cause)] as const;
        }
        const group = id === undefined ? undefined : byId[id];
        if (group === undefined) {
          return [name, { state: 'absent', calls: observed.calls }] as const;
        }
        const permissions = [...(group.ingress ?? []), ...(group.egress ?? [])];
        const lists = await readPrefixLists(
          context,
          permissions.flatMap(({ prefixLists }) => prefixLists),
        );
        return [name, afterCalls(observed.calls, lists)] as const;
      }),
    );
    return Object.fromEntries<Observation<PrefixLists>>(items);
  },
});

function groupNames(spec: Spec): readonly string[] {
  return Object.keys(spec.securityGroups ?? {});
}
