// A sound declared network and what is deployed of it, for the tables of the network checks.
import type { RouteTable } from '../../../collectors/aws/ec2/route-tables.ts';
import type { Subnet, Subnets } from '../../../collectors/aws/ec2/subnets.ts';
import type { NetworkSpec, SubnetTier } from '../../../core/spec/sections/network.ts';
import type { NetworkSubject, SubnetSubject } from '../subjects.ts';

const BLOCKS: Readonly<Record<string, { tier: SubnetTier; cidr: string }>> = {
  'public-a': { tier: 'public', cidr: '10.0.1.0/24' },
  'public-b': { tier: 'public', cidr: '10.0.2.0/24' },
  'private-a': { tier: 'private', cidr: '10.0.10.0/23' },
  'private-b': { tier: 'private', cidr: '10.0.12.0/23' },
  'database-a': { tier: 'database', cidr: '10.0.20.0/24' },
  'database-b': { tier: 'database', cidr: '10.0.21.0/24' },
};

const zoneOf = (name: string) => (name.endsWith('-a') ? 'us-east-1a' : 'us-east-1b');

export const NETWORK: NetworkSpec = {
  vpc: { name: 'main', cidr: '10.0.0.0/16' },
  subnets: Object.fromEntries(
    Object.entries(BLOCKS).map(([name, { tier, cidr }]) => [
      name,
      { tier, cidr, availabilityZone: zoneOf(name) },
    ]),
  ),
  nat: { mode: 'per-zone' },
  endpoints: {
    interface: ['ecr.api', 'ecr.dkr', 'logs'],
    gateway: ['s3'],
    securityGroup: 'endpoints',
  },
  flowLogs: { traffic: 'ALL', retentionDays: 30 },
};

export function networkSubject(declared: Partial<NetworkSpec> = {}): NetworkSubject {
  return { name: 'main', path: ['network'], vpc: 'main', declared: { ...NETWORK, ...declared } };
}

export function subnetSubject(subnet: string, declared: Partial<NetworkSpec> = {}): SubnetSubject {
  const network = networkSubject(declared);
  const declaredSubnet = network.declared.subnets[subnet];
  if (declaredSubnet === undefined) throw new Error(`no subnet ${subnet}`);
  return { ...network, name: subnet, path: ['network', 'subnets', subnet], subnet, declaredSubnet };
}

/** The deployed subnets, each with the id `subnet-<name>`; facts by name replace those of one. */
export function deployedSubnets(facts: Readonly<Record<string, Partial<Subnet>>> = {}): Subnets {
  return Object.fromEntries(
    Object.entries(BLOCKS).map(([name, { cidr }]) => [
      `subnet-${name}`,
      {
        arn: `arn:aws:ec2:us-east-1:123456789012:subnet/subnet-${name}`,
        name,
        cidr,
        ipv6Cidrs: [],
        availabilityZone: zoneOf(name),
        state: 'available',
        ...facts[name],
      },
    ]),
  );
}

export type Route = RouteTable['routes'][number];

export function route(
  destination: string | null,
  target: string | null,
  state: string | null = 'active',
): Route {
  return { destination, target, state };
}

export const LOCAL = route('10.0.0.0/16', 'local');

export function table(id: string, facts: Partial<RouteTable>): RouteTable {
  return { id, main: false, subnets: [], ...facts, routes: [LOCAL, ...(facts.routes ?? [])] };
}

/** The main table has no way out; each zone's private subnet has the NAT gateway of its zone; the public ones the internet. */
export function deployedTables(): RouteTable[] {
  return [
    table('rtb-main', { main: true }),
    table('rtb-public', {
      subnets: ['subnet-public-a', 'subnet-public-b'],
      routes: [route('0.0.0.0/0', 'igw-1')],
    }),
    table('rtb-private-a', {
      subnets: ['subnet-private-a'],
      routes: [route('0.0.0.0/0', 'nat-a'), route('pl-s3', 'vpce-s3')],
    }),
    table('rtb-private-b', {
      subnets: ['subnet-private-b'],
      routes: [route('0.0.0.0/0', 'nat-b'), route('pl-s3', 'vpce-s3')],
    }),
  ];
}

/** The deployed tables, of which one has other facts. */
export function tablesWith(id: string, facts: Partial<RouteTable>): RouteTable[] {
  return deployedTables().map((one) => (one.id === id ? table(id, { ...one, ...facts }) : one));
}
