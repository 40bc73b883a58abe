import type { PrefixLists as ListItems } from '../../collectors/aws/ec2/prefix-lists.ts';
import type { SecurityGroup, SecurityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import type { JudgeContext } from '../../core/check.ts';
import { addressesOf } from './algebra/addresses.ts';
import { parseCidr } from './algebra/cidr.ts';
import type { PrefixLists } from './algebra/coverage.ts';
import type { Names } from './algebra/describe.ts';
import { expand, type Expansion } from './algebra/permission.ts';
import type { Direction } from './algebra/rule.ts';

export interface DeployedGroup {
  readonly id: string;
  readonly group: SecurityGroup;
}

/** The group of a name; null when there is none, `several` when a name does not say which. */
export function groupNamed(
  groups: SecurityGroups | null,
  name: string,
): DeployedGroup | 'several' | null {
  const [id, ...others] = idsNamed(groups, name);
  if (others.length > 0) return 'several';
  const group = id === undefined ? undefined : groups?.byId[id];
  return id === undefined || group === undefined ? null : { id, group };
}

/** The ids of all groups of a name: one, if EC2's own rule holds. */
export function idsNamed(groups: SecurityGroups | null, name: string): readonly string[] {
  if (groups === null || !Object.hasOwn(groups.idsByName, name)) return [];
  return groups.idsByName[name] ?? [];
}

/** The sentence for a name that does not say which. */
export const SEVERAL = 'Several security groups of the VPC have the declared name.';

/** The rules of a deployed group in one direction. A list that EC2 left out is unreadable, not empty. */
export function rulesOf(
  direction: Direction,
  { group }: DeployedGroup,
  context: JudgeContext,
): Expansion {
  const permissions = direction === 'ingress' ? group.ingress : group.egress;
  if (permissions === null) return { rules: [], unreadable: ['the list of rules'] };
  return expand(direction, permissions, group.owner ?? context.account);
}

export function arnOf({ id, group }: DeployedGroup, context: JudgeContext): string {
  const { partition, region, account } = context;
  return `arn:${partition}:ec2:${region}:${group.owner ?? account}:security-group/${id}`;
}

/** The names by which people know groups and prefix lists. */
export function namesIn(groups: SecurityGroups | null, lists: ListItems): Names {
  return {
    get: (id) => groups?.byId[id]?.name ?? lists.find((list) => list.id === id)?.name ?? undefined,
  };
}

/** The addresses behind prefix lists. A list with an entry that cannot be read is left out, so that it stays unknown. */
export function addressesIn(lists: ListItems): PrefixLists {
  return new Map(
    lists.flatMap(({ id, cidrs }) => {
      const blocks = cidrs.map(parseCidr);
      return blocks.every((block) => block !== null) ? [[id, addressesOf(blocks)] as const] : [];
    }),
  );
}
