// A sound declared network and what is deployed of it, for the tables of the network checks.
import type { FlowLog } from '../../../collectors/aws/ec2/flow-logs.ts';
import type { AclEntry } from '../../../collectors/aws/ec2/network-acls.ts';
import type { NatGateway, NatGateways } from '../../../collectors/aws/ec2/nat-gateways.ts';
import type { RouteTable } from '../../../collectors/aws/ec2/route-tables.ts';
import type { Subnet, Subnets } from '../../../collectors/aws/ec2/subnets.ts';
import type { VpcEndpoint, VpcEndpoints } from '../../../collectors/aws/ec2/vpc-endpoints.ts';
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
        mapsPublicIp: false,
        assignsIpv6: false,
        freeAddresses: 200,
        ...facts[name],
      },
    ]),
  );
}

/** A flow log of the VPC that takes all traffic down and is delivered. */
export function flowLog(facts: Partial<FlowLog> = {}): FlowLog {
  return {
    id: 'fl-1',
    resource: 'vpc-1',
    status: 'ACTIVE',
    deliverStatus: 'SUCCESS',
    deliverError: null,
    traffic: 'ALL',
    destinationType: 'cloud-watch-logs',
    destination: null,
    logGroup: '/vpc/flow',
    crossAccountRole: null,
    ...facts,
  };
}

export type Route = RouteTable['routes'][number];

export function route(
  destination: string | null,
  target: string | null,
  state: string | null = 'active',
): Route {
  return { destination, target, state };
}

const LOCAL = route('10.0.0.0/16', 'local');

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

/** The NAT gateways of both zones; facts by id replace those of one. */
export function deployedGateways(
  facts: Readonly<Record<string, Partial<NatGateway>>> = {},
): NatGateways {
  return Object.fromEntries(
    ['a', 'b'].map((zone) => [
      `nat-${zone}`,
      {
        state: 'available',
        connectivity: 'public',
        availabilityMode: 'zonal',
        subnet: `subnet-public-${zone}`,
        ...facts[`nat-${zone}`],
      },
    ]),
  );
}

/** The declared endpoints, each with the id `vpce-<service>`; facts by service replace those of one, null leaves it out. */
export function deployedEndpoints(
  facts: Readonly<Record<string, Partial<VpcEndpoint> | null>> = {},
): VpcEndpoints {
  const { interface: interfaces, gateway } = NETWORK.endpoints;
  const all = [...interfaces, ...gateway].filter((service) => facts[service] !== null);
  return Object.fromEntries(
    all.map((service) => {
      const isGateway = gateway.includes(service);
      const endpoint: VpcEndpoint = {
        service: `com.amazonaws.us-east-1.${service}`,
        type: isGateway ? 'Gateway' : 'Interface',
        state: 'available',
        routeTables: isGateway ? ['rtb-private-a', 'rtb-private-b'] : [],
        subnets: isGateway ? [] : ['subnet-private-a', 'subnet-private-b'],
        groups: isGateway ? [] : ['sg-endpoints'],
        privateDns: !isGateway,
        policy: OWN_ACCOUNT,
        ...facts[service],
      };
      return [`vpce-${service}`, endpoint];
    }),
  );
}

/** A policy of an endpoint that lets in the account alone. */
const OWN_ACCOUNT = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: '*',
    Action: '*',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalAccount': '123456789012' } },
  },
});

/** An entry of a network ACL that allows everything, but for what is said of it. */
export function aclEntry(number: number, egress: boolean, facts: Partial<AclEntry> = {}): AclEntry {
  return {
    number,
    egress,
    action: 'allow',
    protocol: '-1',
    fromPort: null,
    toPort: null,
    cidr: '0.0.0.0/0',
    ...facts,
  };
}

/** A network ACL that lets everything pass, both ways. */
export const OPEN_ACL: AclEntry[] = [aclEntry(100, true), aclEntry(100, false)];
