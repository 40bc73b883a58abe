import {
  AssociateRouteTableCommand,
  CreateManagedPrefixListCommand,
  CreateRouteCommand,
  type CreateRouteCommandInput,
  DeleteManagedPrefixListCommand,
  DeleteRouteCommand,
  DisassociateRouteTableCommand,
  ReplaceRouteCommand,
  type RouteTable,
} from '@aws-sdk/client-ec2';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { subnetId } from '../deploy/lookup.ts';
import { routeTableName, subnetsOfTier } from '../deploy/network.ts';
import type { Broken, Fault } from './fault.ts';
import { auroraClusters, must, subnetOfTier } from './pick.ts';
import { gatewayId, privateDefaultRoute, routeTables, tableNamed } from './route-tables.ts';

const database = (spec: Spec) => subnetOfTier(spec, 'database');
const PRIVATE = 'network/private-tier-private';
/** All database subnets share a route table. */
const DATABASE_SUBNETS: Broken = {
  check: PRIVATE,
  subject: (spec) => subnetsOfTier(must(spec.network, 'network'), 'database'),
};

/** It judges the routes of its subnets as well. */
const SUBNET_GROUP: Broken = {
  check: 'aurora/subnet-group',
  subject: auroraClusters,
};

export const PRIVATE_TIER_FAULTS: readonly Fault[] = [
  {
    id: 'database-subnet-with-public-routes',
    describes: 'A database subnet uses the route table of the public subnets.',
    breaks: [{ check: PRIVATE, subject: database }, SUBNET_GROUP],
    async apply(context) {
      const network = must(context.spec.network, 'network');
      const tables = await routeTables(context);
      const open = tableNamed(tables, routeTableName(network, 'public'));
      return moveSubnet(context, tables, database(context.spec), open);
    },
    async heal(context) {
      const network = must(context.spec.network, 'network');
      const tables = await routeTables(context);
      const closed = tableNamed(tables, routeTableName(network, 'database'));
      await moveSubnet(context, tables, database(context.spec), closed);
    },
  },
  routed({
    id: 'database-routed-to-the-internet',
    describes: 'The database subnets have a default route to the internet gateway.',
    routes: [{ DestinationCidrBlock: '0.0.0.0/0' }],
  }),
  routed({
    id: 'database-routed-to-the-internet-over-ipv6',
    describes: 'The database subnets have a default route for IPv6 to the internet gateway.',
    routes: [{ DestinationIpv6CidrBlock: '::/0' }],
  }),
  routed({
    id: 'database-routed-by-halves',
    describes:
      'Two routes of half the internet each lead from the database subnets to the gateway.',
    routes: [{ DestinationCidrBlock: '0.0.0.0/1' }, { DestinationCidrBlock: '128.0.0.0/1' }],
  }),
  routed({
    id: 'database-routed-to-one-public-block',
    describes: 'The database subnets have a route to a public block through the internet gateway.',
    routes: [{ DestinationCidrBlock: '52.94.0.0/16' }],
  }),
  {
    id: 'private-subnet-without-nat',
    describes:
      'A private subnet has its default route through the internet gateway and not through NAT.',
    breaks: [PRIVATE, 'network/nat-az-resilience'].map((check) => ({
      check,
      subject: (spec) => subnetOfTier(spec, 'private'),
    })),
    async apply(context) {
      const { table, nat } = await privateDefaultRoute(context);
      await context.aws.ec2.send(
        new ReplaceRouteCommand({
          RouteTableId: table,
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: await gatewayId(context),
        }),
      );
      return nat;
    },
    async heal(context, nat) {
      const { table } = await privateDefaultRoute(context);
      await context.aws.ec2.send(
        new ReplaceRouteCommand({
          RouteTableId: table,
          DestinationCidrBlock: '0.0.0.0/0',
          NatGatewayId: nat ?? '',
        }),
      );
    },
  },
  {
    id: 'subnet-falls-back-to-the-main-table',
    describes:
      'A database subnet lost its association, and the main route table of the VPC leads to the internet.',
    breaks: [{ check: PRIVATE, subject: database }, SUBNET_GROUP],
    async apply(context) {
      const tables = await routeTables(context);
      const main = must(
        tables.find(({ Associations = [] }) => Associations.some(({ Main }) => Main === true)),
        'main route table',
      );
      const association = await associationOf(context, tables, database(context.spec));
      await context.aws.ec2.send(new DisassociateRouteTableCommand({ AssociationId: association }));
      await context.aws.ec2.send(
        new CreateRouteCommand({
          RouteTableId: main.RouteTableId,
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: await gatewayId(context),
        }),
      );
      return main.RouteTableId ?? null;
    },
    async heal(context, main) {
      await context.aws.ec2.send(
        new DeleteRouteCommand({ RouteTableId: main ?? '', DestinationCidrBlock: '0.0.0.0/0' }),
      );
      const network = must(context.spec.network, 'network');
      const table = tableNamed(await routeTables(context), routeTableName(network, 'database'));
      await context.aws.ec2.send(
        new AssociateRouteTableCommand({
          RouteTableId: table.RouteTableId,
          SubnetId: await subnetId(context, database(context.spec)),
        }),
      );
    },
  },

  {
    id: 'database-routed-by-a-prefix-list',
    describes:
      'A prefix list with all addresses in it leads from the database subnets to the internet gateway.',
    breaks: [DATABASE_SUBNETS, SUBNET_GROUP],
    async apply(context) {
      const { PrefixList } = await context.aws.ec2.send(
        new CreateManagedPrefixListCommand({
          PrefixListName: 'partners',
          AddressFamily: 'IPv4',
          MaxEntries: 5,
          Entries: [{ Cidr: '10.8.0.0/16' }, { Cidr: '0.0.0.0/0' }],
        }),
      );
      const DestinationPrefixListId = must(PrefixList?.PrefixListId, 'prefix list');
      await addRoute(context, { DestinationPrefixListId });
      return DestinationPrefixListId;
    },
    async heal(context, list) {
      const PrefixListId = list ?? '';
      await removeRoute(context, { DestinationPrefixListId: PrefixListId });
      await context.aws.ec2.send(new DeleteManagedPrefixListCommand({ PrefixListId }));
    },
  },
];

type Destination = Pick<
  CreateRouteCommandInput,
  'DestinationCidrBlock' | 'DestinationIpv6CidrBlock' | 'DestinationPrefixListId'
>;

/** A fault of routes from the database subnets to the internet gateway. */
function routed(fault: { id: string; describes: string; routes: readonly Destination[] }): Fault {
  const { id, describes, routes } = fault;
  return {
    id,
    describes,
    breaks: [DATABASE_SUBNETS, SUBNET_GROUP],
    async apply(context) {
      for (const route of routes) await addRoute(context, route);
      return null;
    },
    async heal(context) {
      for (const route of routes) await removeRoute(context, route);
    },
  };
}

async function addRoute(context: SandboxContext, route: Destination): Promise<void> {
  await context.aws.ec2.send(
    new CreateRouteCommand({
      RouteTableId: await databaseTable(context),
      GatewayId: await gatewayId(context),
      ...route,
    }),
  );
}

async function removeRoute(context: SandboxContext, route: Destination): Promise<void> {
  await context.aws.ec2.send(
    new DeleteRouteCommand({ RouteTableId: await databaseTable(context), ...route }),
  );
}

async function databaseTable(context: SandboxContext): Promise<string> {
  const network = must(context.spec.network, 'network');
  const table = tableNamed(await routeTables(context), routeTableName(network, 'database'));
  return must(table.RouteTableId, 'route table');
}

async function associationOf(
  context: SandboxContext,
  tables: readonly RouteTable[],
  subnet: string,
): Promise<string> {
  const id = await subnetId(context, subnet);
  const association = tables
    .flatMap(({ Associations = [] }) => Associations)
    .find(({ SubnetId }) => SubnetId === id);
  return must(association?.RouteTableAssociationId, `route table of the subnet ${subnet}`);
}

async function moveSubnet(
  context: SandboxContext,
  tables: readonly RouteTable[],
  subnet: string,
  to: RouteTable,
): Promise<null> {
  const { ec2 } = context.aws;
  const AssociationId = await associationOf(context, tables, subnet);
  await ec2.send(new DisassociateRouteTableCommand({ AssociationId }));
  await ec2.send(
    new AssociateRouteTableCommand({
      RouteTableId: to.RouteTableId,
      SubnetId: await subnetId(context, subnet),
    }),
  );
  return null;
}
