import {
  CreateFlowLogsCommand,
  CreateVpcEndpointCommand,
  DescribeRouteTablesCommand,
} from '@aws-sdk/client-ec2';
import type { NetworkSpec } from '../../core/spec/sections/network.ts';
import type { SandboxContext } from './context.ts';
import { groupIds, logGroupArn, roleArn, subnetIds, vpcId } from './lookup.ts';
import { createLogGroup } from './log-groups.ts';
import { routeTableName, subnetsOfTier, tagged } from './network.ts';
import { createServiceRole } from './roles.ts';

/** Private ways to AWS's services: a network interface in each zone, or a route. */
export async function deployEndpoints(context: SandboxContext): Promise<void> {
  const { network } = context.spec;
  if (network === undefined) return;
  const { interface: interfaces, gateway, securityGroup } = network.endpoints;
  const VpcId = await vpcId(context);
  const SubnetIds = await subnetIds(context, oneSubnetOfEachZone(network));
  const SecurityGroupIds =
    securityGroup === undefined ? undefined : await groupIds(context, [securityGroup]);
  for (const suffix of interfaces) {
    await context.make('interface endpoint', suffix, () =>
      context.aws.ec2.send(
        new CreateVpcEndpointCommand({
          VpcEndpointType: 'Interface',
          VpcId,
          ServiceName: serviceName(context, suffix),
          SubnetIds,
          SecurityGroupIds,
          PrivateDnsEnabled: true,
          TagSpecifications: tagged(context, 'vpc-endpoint', `${network.vpc.name}-${suffix}`),
        }),
      ),
    );
  }
  const RouteTableIds = await privateRouteTables(context, network);
  for (const suffix of gateway) {
    await context.make('gateway endpoint', suffix, () =>
      context.aws.ec2.send(
        new CreateVpcEndpointCommand({
          VpcEndpointType: 'Gateway',
          VpcId,
          ServiceName: serviceName(context, suffix),
          RouteTableIds,
          TagSpecifications: tagged(context, 'vpc-endpoint', `${network.vpc.name}-${suffix}`),
        }),
      ),
    );
  }
}

/** All traffic that the spec wants logged, into a log group of its own. */
export async function deployFlowLogs(context: SandboxContext): Promise<void> {
  const { network, deployment } = context.spec;
  if (network === undefined) return;
  const { traffic, retentionDays } = network.flowLogs;
  const group = flowLogGroup(network);
  const role = `${deployment}-flow-logs`;
  await context.make('flow log', group, async () => {
    if (context.spec.logGroups?.[group] === undefined) {
      await createLogGroup(context, group, { minRetentionDays: retentionDays });
    }
    await createServiceRole(context, role, 'vpc-flow-logs.amazonaws.com', [
      {
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
        resources: [`${logGroupArn(context, group)}:*`],
      },
    ]);
    await context.aws.ec2.send(
      new CreateFlowLogsCommand({
        ResourceType: 'VPC',
        ResourceIds: [await vpcId(context)],
        TrafficType: traffic,
        LogDestinationType: 'cloud-watch-logs',
        LogGroupName: group,
        DeliverLogsPermissionArn: roleArn(context, role),
        MaxAggregationInterval: 60,
        TagSpecifications: tagged(context, 'vpc-flow-log', group),
      }),
    );
  });
}

/** Where the flow logs of a VPC go. */
export function flowLogGroup({ vpc }: NetworkSpec): string {
  return `/vpc/${vpc.name}/flow-logs`;
}

function serviceName({ region }: SandboxContext, suffix: string): string {
  return `com.amazonaws.${region}.${suffix}`;
}

function oneSubnetOfEachZone(network: NetworkSpec): string[] {
  const byZone = new Map(
    subnetsOfTier(network, 'private')
      .reverse()
      .map((name) => [network.subnets[name]?.availabilityZone, name]),
  );
  return [...byZone.values()].reverse();
}

async function privateRouteTables(
  context: SandboxContext,
  network: NetworkSpec,
): Promise<string[]> {
  const { RouteTables = [] } = await context.aws.ec2.send(
    new DescribeRouteTablesCommand({
      Filters: [
        { Name: 'vpc-id', Values: [await vpcId(context)] },
        { Name: 'tag:Name', Values: [`${routeTableName(network, 'private')}*`] },
      ],
    }),
  );
  return RouteTables.flatMap(({ RouteTableId }) => RouteTableId ?? []);
}
