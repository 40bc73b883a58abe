import type { Route, RouteTable as AwsRouteTable } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { listInDeclaredVpc, ofVpc, vpcKeys } from './declared-vpc.ts';
import { describeRouteTables, describeVpcs } from './operations.ts';

/** One route table as it is deployed. Null is what AWS left out. */
export const RouteTable = z.strictObject({
  id: z.string(),
  /** True for the table of every subnet that has no association of its own. */
  main: z.boolean(),
  /** The subnets with an association of their own, without those that have ended or failed. */
  subnets: z.array(z.string()),
  routes: z.array(
    z.strictObject({
      /** A block, or the id of a prefix list. */
      destination: z.string().nullable(),
      /** The id of what the route leads to; `local` within the VPC. */
      target: z.string().nullable(),
      state: z.string().nullable(),
    }),
  ),
});
export type RouteTable = z.infer<typeof RouteTable>;

export const RouteTables = z.array(RouteTable);
/** Every route table of the VPC. */
export type RouteTables = z.infer<typeof RouteTables>;

/** The key is the VPC's declared name. */
export const routeTables = defineCollector<RouteTables>({
  id: 'aws/ec2/route-tables',
  title: 'All route tables of the declared VPC',
  operations: [describeVpcs, describeRouteTables],
  item: RouteTables,
  keys: vpcKeys,
  collect: listRouteTables,
});

/** All route tables of the declared VPC. A table without its lists makes the whole answer unreadable. */
export function listRouteTables(context: CollectContext) {
  return listInDeclaredVpc(
    context,
    describeRouteTables,
    (id) => context.aws.read(describeRouteTables, { Filters: ofVpc(id) }),
    (answer): RouteTables | null => {
      const tables = (answer.RouteTables ?? []).map(toItem);
      return tables.every((table) => table !== null) ? tables : null;
    },
  );
}

function toItem({ RouteTableId, Associations, Routes }: AwsRouteTable): RouteTable | null {
  if (RouteTableId === undefined || Associations === undefined || Routes === undefined) return null;
  const inForce = Associations.filter(({ AssociationState }) => {
    const state = AssociationState?.State;
    return state !== 'disassociated' && state !== 'failed';
  });
  return {
    id: RouteTableId,
    main: inForce.some(({ Main }) => Main === true),
    subnets: inForce.flatMap(({ SubnetId }) => (SubnetId === undefined ? [] : [SubnetId])),
    routes: Routes.map((route) => ({
      destination:
        route.DestinationCidrBlock ??
        route.DestinationIpv6CidrBlock ??
        route.DestinationPrefixListId ??
        null,
      target: targetOf(route),
      state: route.State ?? null,
    })),
  };
}

function targetOf(route: Route): string | null {
  return (
    route.GatewayId ??
    route.NatGatewayId ??
    route.TransitGatewayId ??
    route.EgressOnlyInternetGatewayId ??
    route.VpcPeeringConnectionId ??
    route.NetworkInterfaceId ??
    route.InstanceId ??
    route.CarrierGatewayId ??
    route.LocalGatewayId ??
    route.CoreNetworkArn ??
    route.OdbNetworkArn ??
    null
  );
}
