import {
  CreateFlowLogsCommand,
  CreateVpcEndpointCommand,
  type CreateVpcEndpointCommandInput,
  DescribeRouteTablesCommand,
  type TrafficType,
} from '@aws-sdk/client-ec2';
import type { NetworkSpec } from '../../core/spec/sections/network.ts';
import type { SandboxContext } from './context.ts';
import { groupIds, logGroupArn, roleArn, subnetIds, vpcId } from './lookup.ts';
import { createLogGroup } from './log-groups.ts';
import { routeTableName, subnetsOfTier, tagged } from './network.ts';
import { createServiceRole, serviceRole } from './roles.ts';

const FLOW_LOG_ROLE = serviceRole('flow-logs');

/** Private ways to AWS's services: a network interface in each zone, or a route. */
export async function deployEndpoints(context: SandboxContext): Promise<void> {
  const { network } = context.spec;
  if (network === undefined) return;
  for (const suffix of network.endpoints.interface) {
    await createInterfaceEndpoint(context, network, suffix);
  }
  for (const suffix of network.endpoints.gateway) {
    await createGatewayEndpoint(context, network, suffix);
  }
}

/** `other` is what is not as declared. */
export async function createInterfaceEndpoint(
  context: SandboxContext,
  network: NetworkSpec,
  suffix: string,
  other: Partial<CreateVpcEndpointCommandInput> = {},
): Promise<void> {
  const { securityGroup } = network.endpoints;
  await context.make('interface endpoint', suffix, async () => {
    await context.aws.ec2.send(
      new CreateVpcEndpointCommand({
        VpcEndpointType: 'Interface',
        VpcId: await vpcId(context),
        ServiceName: endpointService(context, suffix),
        SubnetIds: await subnetIds(context, oneSubnetOfEachZone(network)),
        ...(securityGroup !== undefined && {
          SecurityGroupIds: await groupIds(context, [securityGroup]),
        }),
        PrivateDnsEnabled: true,
        PolicyDocument: ownAccountOnly(context),
        TagSpecifications: tagged(context, 'vpc-endpoint', `${network.vpc.name}-${suffix}`),
        ...other,
      }),
    );
  });
}

export async function createGatewayEndpoint(
  context: SandboxContext,
  network: NetworkSpec,
  suffix: string,
): Promise<void> {
  await context.make('gateway endpoint', suffix, async () => {
    await context.aws.ec2.send(
      new CreateVpcEndpointCommand({
        VpcEndpointType: 'Gateway',
        VpcId: await vpcId(context),
        ServiceName: endpointService(context, suffix),
        RouteTableIds: await privateRouteTables(context, network),
        PolicyDocument: ownAccountOnly(context),
        TagSpecifications: tagged(context, 'vpc-endpoint', `${network.vpc.name}-${suffix}`),
      }),
    );
  });
}

/** All traffic that the spec wants logged, into a log group of its own. */
export async function deployFlowLogs(context: SandboxContext): Promise<void> {
  const { network } = context.spec;
  if (network === undefined) return;
  const { retentionDays } = network.flowLogs;
  const group = flowLogGroup(network);
  await context.make('flow log', group, async () => {
    if (context.spec.logGroups?.[group] === undefined) {
      await createLogGroup(context, group, { minRetentionDays: retentionDays });
    }
    await createServiceRole(context, FLOW_LOG_ROLE, 'vpc-flow-logs.amazonaws.com', [
      {
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
        resources: [`${logGroupArn(context, group)}:*`],
      },
    ]);
    await createFlowLog(context, network, network.flowLogs.traffic);
  });
}

/** Logs the traffic of the VPC to its log group, which is there already, as is the role. */
export async function createFlowLog(
  context: SandboxContext,
  network: NetworkSpec,
  TrafficType: TrafficType,
): Promise<void> {
  const group = flowLogGroup(network);
  await context.aws.ec2.send(
    new CreateFlowLogsCommand({
      ResourceType: 'VPC',
      ResourceIds: [await vpcId(context)],
      TrafficType,
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: group,
      DeliverLogsPermissionArn: roleArn(context, FLOW_LOG_ROLE),
      MaxAggregationInterval: 60,
      TagSpecifications: tagged(context, 'vpc-flow-log', group),
    }),
  );
}

/** Where the flow logs of a VPC go. */
export function flowLogGroup({ vpc }: NetworkSpec): string {
  return `/vpc/${vpc.name}/flow-logs`;
}

export function endpointService({ region }: SandboxContext, suffix: string): string {
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

/** Whoever has got into the VPC reaches no account but this one by the endpoint. */
function ownAccountOnly({ account }: SandboxContext): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: '*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalAccount': account } },
      },
    ],
  });
}
