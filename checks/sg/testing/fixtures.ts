// Deployed security groups, subnets and the like, for the tables of the sg checks.
import type { Permission, SecurityGroups } from '../../../collectors/aws/ec2/security-groups.ts';
import type { Subnets } from '../../../collectors/aws/ec2/subnets.ts';
import type { SecurityGroupSpec } from '../../../core/spec/sections/security-groups.ts';
import type { GroupSubject } from '../subjects.ts';

const ACCOUNT = '123456789012';

/** A rule for tcp; `from` and `to` are ports, a single one when they are equal. */
export function tcp(from: number, to: number, peers: Partial<Permission>): Permission {
  return {
    protocol: 'tcp',
    fromPort: from,
    toPort: to,
    cidrs: [],
    prefixLists: [],
    groups: [],
    complete: true,
    ...peers,
  };
}

/** Peers that are groups of the same account, by id. */
export function group(...ids: string[]): Partial<Permission> {
  return { groups: ids.map((id) => ({ id, account: ACCOUNT })) };
}

/** The rule that EC2 gives every new group: everything, to everywhere. */
export const EVERYTHING: Permission = {
  ...tcp(0, 0, { cidrs: ['0.0.0.0/0'] }),
  protocol: '-1',
  fromPort: null,
  toPort: null,
};

interface Rules {
  readonly ingress?: Permission[] | null;
  readonly egress?: Permission[] | null;
}

/** Groups by name, each with the id `sg-<name>`. */
export function groups(rules: Readonly<Record<string, Rules>>): SecurityGroups {
  const names = Object.keys(rules);
  return {
    byId: Object.fromEntries(
      names.map((name) => {
        const { ingress = [], egress = [] } = rules[name] ?? {};
        return [`sg-${name}`, { name, owner: ACCOUNT, ingress, egress }];
      }),
    ),
    idsByName: Object.fromEntries(names.map((name) => [name, [`sg-${name}`]])),
  };
}

/** Groups of which two have the name. */
export function twice(name: string): SecurityGroups {
  const one = groups({ [name]: {} });
  return { ...one, idsByName: { [name]: [`sg-${name}`, 'sg-other'] } };
}

export function groupSubject(name: string, declared: Partial<SecurityGroupSpec>): GroupSubject {
  return {
    name,
    path: ['securityGroups', name],
    vpc: 'main',
    group: name,
    declared: { role: 'service', ingress: [], egress: [], ...declared },
  };
}

/** Two private and two database subnets, each with the id `subnet-<name>`. */
export const SUBNETS: Subnets = Object.fromEntries(
  Object.entries({
    'private-a': '10.0.10.0/23',
    'private-b': '10.0.12.0/23',
    'database-a': '10.0.20.0/24',
    'database-b': '10.0.21.0/24',
  }).map(([name, cidr]) => [
    `subnet-${name}`,
    {
      arn: `arn:aws:ec2:us-east-1:${ACCOUNT}:subnet/subnet-${name}`,
      name,
      cidr,
      ipv6Cidrs: [],
      availabilityZone: name.endsWith('a') ? 'us-east-1a' : 'us-east-1b',
      state: 'available',
      mapsPublicIp: false,
      assignsIpv6: false,
      freeAddresses: 200,
    },
  ]),
);
