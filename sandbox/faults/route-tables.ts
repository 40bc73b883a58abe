import {
  DescribeInternetGatewaysCommand,
  DescribeRouteTablesCommand,
  type RouteTable,
} from '@aws-sdk/client-ec2';
import type { SandboxContext } from '../deploy/context.ts';
import { vpcId } from '../deploy/lookup.ts';
import { routeTableName } from '../deploy/network.ts';
import type { Undo } from './fault.ts';
import { must, subnetOfTier } from './pick.ts';

export async function routeTables(context: SandboxContext): Promise<RouteTable[]> {
  const { RouteTables = [] } = await context.aws.ec2.send(
    new DescribeRouteTablesCommand({
      Filters: [{ Name: 'vpc-id', Values: [await vpcId(context)] }],
    }),
  );
  return RouteTables;
}

export function tableNamed(tables: readonly RouteTable[], name: string): RouteTable {
  const found = tables.find(({ Tags = [] }) =>
    Tags.some(({ Key, Value }) => Key === 'Name' && Value === name),
  );
  return must(found, `route table ${name}`);
}

export async function gatewayId(context: SandboxContext): Promise<string> {
  const { InternetGateways = [] } = await context.aws.ec2.send(
    new DescribeInternetGatewaysCommand({
      Filters: [{ Name: 'attachment.vpc-id', Values: [await vpcId(context)] }],
    }),
  );
  return must(InternetGateways[0]?.InternetGatewayId, 'internet gateway');
}

/** The route table of the first private subnet, and the NAT gateway that its default route leads to. */
export async function privateDefaultRoute(
  context: SandboxContext,
): Promise<{ table: string; nat: Undo }> {
  const name = subnetOfTier(context.spec, 'private');
  const network = must(context.spec.network, 'network');
  const zone = network.subnets[name]?.availabilityZone;
  const table = tableNamed(await routeTables(context), routeTableName(network, 'private', zone));
  const route = table.Routes?.find(
    ({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0',
  );
  return { table: must(table.RouteTableId, 'route table'), nat: route?.NatGatewayId ?? null };
}
