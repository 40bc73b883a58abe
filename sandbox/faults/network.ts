import { PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AssociateVpcCidrBlockCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  DeleteFlowLogsCommand,
  DeleteNatGatewayCommand,
  DeleteNetworkAclEntryCommand,
  DeleteRouteCommand,
  DeleteSubnetCommand,
  DeleteVpcEndpointsCommand,
  DescribeFlowLogsCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeVpcEndpointsCommand,
  DisassociateVpcCidrBlockCommand,
  ModifyVpcAttributeCommand,
  ReplaceRouteCommand,
} from '@aws-sdk/client-ec2';
import type { NetworkSpec } from '../../core/spec/sections/network.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import {
  createFlowLog,
  createGatewayEndpoint,
  createInterfaceEndpoint,
  endpointService,
  flowLogGroup,
} from '../deploy/endpoints.ts';
import { subnetId, subnetIds, vpcId } from '../deploy/lookup.ts';
import { setRetention } from '../deploy/log-groups.ts';
import { createNatGateway, natSubnets, routeTableName, subnetsOfTier } from '../deploy/network.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { auroraCluster, auroraClusters, must, subnetOfTier } from './pick.ts';
import { gatewayId, privateDefaultRoute, routeTables, tableNamed } from './route-tables.ts';

const ANYWHERE = '0.0.0.0/0';
/** A rule of a network ACL before those that are there. */
const FIRST_RULE = 10;

const vpc = (spec: Spec) => networkOf(spec).vpc.name;
const privateSubnet = (spec: Spec) => subnetOfTier(spec, 'private');
const databaseSubnet = (spec: Spec) => subnetOfTier(spec, 'database');
const firstInterface = (spec: Spec) => must(networkOf(spec).endpoints.interface[0], 'endpoint');
const firstGateway = (spec: Spec) => must(networkOf(spec).endpoints.gateway[0], 'endpoint');

const VPC: Broken = { check: 'network/vpc', subject: vpc };
const FLOW_LOGS: Broken = { check: 'network/flow-logs', subject: vpc };
const FLOW_LOGS_RETENTION: Broken = { check: 'network/flow-logs-retention', subject: vpc };
const BLACKHOLES: Broken = { check: 'network/no-blackholes', subject: vpc };
const NAT: Broken = { check: 'network/nat-az-resilience', subject: privateSubnet };
const INTERFACE: Broken = {
  check: 'network/endpoints-present',
  subject: (spec) => `interface ${firstInterface(spec)}`,
};
const INTERFACE_ACCESS: Broken = {
  check: 'network/endpoint-access',
  subject: (spec) => `interface ${firstInterface(spec)}`,
};
const GATEWAY_ACCESS: Broken = {
  check: 'network/endpoint-access',
  subject: (spec) => `gateway ${firstGateway(spec)}`,
};
const GATEWAY: Broken = {
  check: 'network/endpoints-present',
  subject: (spec) => `gateway ${firstGateway(spec)}`,
};

export const NETWORK_FAULTS: readonly Fault[] = [
  {
    id: 'vpc-without-dns-names',
    describes: 'The VPC gives no DNS names, so that endpoints are not found by theirs.',
    breaks: [VPC],
    apply: (context) => setDnsNames(context, false),
    async heal(context) {
      await setDnsNames(context, true);
    },
  },
  {
    id: 'vpc-with-more-addresses',
    describes: 'The VPC has a block of addresses beside the declared one.',
    breaks: [VPC],
    async apply(context) {
      const { CidrBlockAssociation } = await context.aws.ec2.send(
        new AssociateVpcCidrBlockCommand({
          VpcId: await vpcId(context),
          CidrBlock: '10.77.0.0/16',
        }),
      );
      return must(CidrBlockAssociation?.AssociationId, 'association');
    },
    async heal({ aws }, association) {
      await aws.ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId: association ?? '' }));
    },
  },
  {
    id: 'public-subnets-without-internet',
    describes: 'The public subnets have no route to the internet gateway.',
    breaks: [
      { check: 'network/reachability', subject: (spec) => flowsFromInternet(spec) },
      {
        check: 'network/subnets',
        subject: (spec) => subnetsOfTier(networkOf(spec), 'public'),
      },
    ],
    async apply(context) {
      await context.aws.ec2.send(
        new DeleteRouteCommand({
          RouteTableId: await publicTable(context),
          DestinationCidrBlock: ANYWHERE,
        }),
      );
      return null;
    },
    async heal(context) {
      await context.aws.ec2.send(
        new CreateRouteCommand({
          RouteTableId: await publicTable(context),
          DestinationCidrBlock: ANYWHERE,
          GatewayId: await gatewayId(context),
        }),
      );
    },
  },

  {
    id: 'flow-logs-gone',
    describes: 'The traffic of the VPC is not logged.',
    breaks: [FLOW_LOGS, FLOW_LOGS_RETENTION],
    apply: (context) => deleteFlowLogs(context),
    async heal(context) {
      const network = networkOf(context.spec);
      await createFlowLog(context, network, network.flowLogs.traffic);
    },
  },
  {
    id: 'flow-logs-of-rejected-traffic-only',
    describes: 'Of the traffic of the VPC only what is rejected is logged.',
    breaks: [FLOW_LOGS],
    async apply(context) {
      await deleteFlowLogs(context);
      await createFlowLog(context, networkOf(context.spec), 'REJECT');
      return null;
    },
    async heal(context) {
      const network = networkOf(context.spec);
      await deleteFlowLogs(context);
      await createFlowLog(context, network, network.flowLogs.traffic);
    },
  },
  overlayFault({
    id: 'flow-logs-not-delivered',
    describes: 'Flow logs are active, and none of them is delivered.',
    breaks: [FLOW_LOGS],
    deviation: 'network/flow-log',
    arguments: (spec) => ({
      group: flowLogGroup(networkOf(spec)),
      member: 'deliverLogsStatus',
      value: 'FAILED',
    }),
  }),
  {
    id: 'flow-logs-kept-for-a-day',
    describes: 'The flow logs of the VPC are kept for a day.',
    breaks: [
      FLOW_LOGS_RETENTION,
      { check: 'logs/retention', subject: (spec) => flowLogGroup(networkOf(spec)) },
    ],
    async apply({ aws, spec }) {
      const logGroupName = flowLogGroup(networkOf(spec));
      await aws.logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }));
      return null;
    },
    async heal(context) {
      const { flowLogs } = networkOf(context.spec);
      const name = flowLogGroup(networkOf(context.spec));
      const { minRetentionDays } = context.spec.logGroups?.[name] ?? {
        minRetentionDays: flowLogs.retentionDays,
      };
      await setRetention(context, name, { minRetentionDays });
    },
  },
  overlayFault({
    id: 'flow-logs-in-former-group',
    describes: 'Flow logs are delivered to a log group that nobody declared and that is gone.',
    breaks: [FLOW_LOGS_RETENTION],
    deviation: 'network/flow-log',
    arguments: (spec) => ({
      group: flowLogGroup(networkOf(spec)),
      member: 'logGroupName',
      value: `${flowLogGroup(networkOf(spec))}-former`,
    }),
  }),
  overlayFault({
    id: 'flow-logs-in-bucket',
    describes: 'Flow logs are delivered to a bucket, of which it is not read how long it keeps.',
    breaks: [{ ...FLOW_LOGS_RETENTION, status: 'unknown' }],
    deviation: 'network/flow-log',
    arguments: (spec) => ({
      group: flowLogGroup(networkOf(spec)),
      member: 'logDestinationType',
      value: 's3',
    }),
  }),

  {
    id: 'nat-gateway-gone',
    describes: 'The NAT gateway of a zone was deleted, and its subnets still route to it.',
    breaks: [BLACKHOLES, NAT],
    async apply(context) {
      const { nat } = await privateDefaultRoute(context);
      await context.aws.ec2.send(new DeleteNatGatewayCommand({ NatGatewayId: nat ?? '' }));
      return null;
    },
    async heal(context) {
      const network = networkOf(context.spec);
      const zone = zoneOf(network, privateSubnet(context.spec));
      const [name = ''] = natSubnets(network).find(([, own]) => own === zone) ?? [];
      const nat = await createNatGateway(context, network, name, zone);
      await routeThrough(context, nat);
    },
  },
  {
    id: 'nat-in-another-zone',
    describes: 'The private subnets of a zone go out by the NAT gateway of another zone.',
    breaks: [NAT],
    async apply(context) {
      const { nat: own } = await privateDefaultRoute(context);
      const { NatGateways = [] } = await context.aws.ec2.send(
        new DescribeNatGatewaysCommand({
          Filter: [
            { Name: 'vpc-id', Values: [await vpcId(context)] },
            { Name: 'state', Values: ['available'] },
          ],
        }),
      );
      const other = NatGateways.find(({ NatGatewayId }) => NatGatewayId !== own);
      await routeThrough(context, must(other?.NatGatewayId, 'second NAT gateway'));
      return own;
    },
    heal: (context, own) => routeThrough(context, own ?? ''),
  },
  {
    id: 'private-subnet-without-a-way-out',
    describes: 'A private subnet has no default route, and an endpoint that tasks need is gone.',
    breaks: [
      INTERFACE_ACCESS,
      { check: 'network/egress-path', subject: privateSubnet },
      NAT,
      INTERFACE,
    ],
    async apply(context) {
      const { table, nat } = await privateDefaultRoute(context);
      await context.aws.ec2.send(
        new DeleteRouteCommand({ RouteTableId: table, DestinationCidrBlock: ANYWHERE }),
      );
      await deleteEndpoint(context, firstInterface(context.spec));
      return nat;
    },
    async heal(context, nat) {
      const { table } = await privateDefaultRoute(context);
      await context.aws.ec2.send(
        new CreateRouteCommand({
          RouteTableId: table,
          DestinationCidrBlock: ANYWHERE,
          NatGatewayId: nat ?? '',
        }),
      );
      const network = networkOf(context.spec);
      await createInterfaceEndpoint(context, network, firstInterface(context.spec));
    },
  },

  {
    id: 'interface-endpoint-gone',
    describes: 'A declared interface endpoint does not exist.',
    breaks: [INTERFACE_ACCESS, INTERFACE],
    async apply(context) {
      await deleteEndpoint(context, firstInterface(context.spec));
      return null;
    },
    heal: restoreInterface,
  },
  {
    id: 'interface-endpoint-without-private-dns',
    describes: 'An interface endpoint has no private DNS name, so that nothing calls it.',
    breaks: [INTERFACE],
    async apply(context) {
      await deleteEndpoint(context, firstInterface(context.spec));
      await createInterfaceEndpoint(
        context,
        networkOf(context.spec),
        firstInterface(context.spec),
        { PrivateDnsEnabled: false },
      );
      return null;
    },
    heal: restoreInterface,
  },
  {
    id: 'interface-endpoint-in-one-zone',
    describes: 'An interface endpoint stands in one zone only.',
    breaks: [INTERFACE],
    async apply(context) {
      const { spec } = context;
      await deleteEndpoint(context, firstInterface(spec));
      await createInterfaceEndpoint(context, networkOf(spec), firstInterface(spec), {
        SubnetIds: await subnetIds(context, [privateSubnet(spec)]),
      });
      return null;
    },
    heal: restoreInterface,
  },
  {
    id: 'gateway-endpoint-gone',
    describes: 'A declared gateway endpoint does not exist.',
    breaks: [GATEWAY_ACCESS, GATEWAY],
    async apply(context) {
      await deleteEndpoint(context, firstGateway(context.spec));
      return null;
    },
    async heal(context) {
      await createGatewayEndpoint(context, networkOf(context.spec), firstGateway(context.spec));
    },
  },

  firstEntry('deny', {
    id: 'network-acl-denies-https',
    describes: 'A network ACL drops HTTPS to the endpoints, which every security group admits.',
    breaks: [
      {
        check: 'network/reachability',
        subject: (spec) => [...flowsFromInternet(spec, 443), ...flowsTo(spec, 443)],
      },
      { check: 'network/nacl-required-flows', subject: (spec) => flowsTo(spec, 443) },
    ],
    egress: false,
    ports: { From: 443, To: 443 },
  }),
  firstEntry('deny', {
    id: 'network-acl-drops-answers',
    describes: 'A network ACL drops the answers to every connection between subnets.',
    breaks: [
      { check: 'network/reachability', subject: () => '*' },
      { check: 'network/nacl-required-flows', subject: () => '*' },
    ],
    egress: true,
    ports: { From: 32_768, To: 60_999 },
  }),

  {
    id: 'subnet-renamed',
    describes: 'A database subnet has lost the name by which it is declared.',
    breaks: [
      {
        check: 'network/undeclared-reach',
        subject: (spec) => auroraCluster(spec).declared.securityGroups,
      },
      {
        check: 'network/reachability',
        subject: (spec) => flowsTo(spec, auroraCluster(spec).declared.port),
      },
      { check: 'network/undeclared-subnets', subject: vpc },
      { check: 'network/private-tier-private', subject: databaseSubnet },
      { check: 'network/subnet-auto-public-ip', subject: databaseSubnet },
      { check: 'network/free-ips', subject: databaseSubnet },
      // Without it the tier is in one zone.
      {
        check: 'network/subnets',
        subject: (spec) => subnetsOfTier(networkOf(spec), 'database'),
      },
      {
        check: 'network/nacl-required-flows',
        subject: (spec) => flowsTo(spec, auroraCluster(spec).declared.port),
      },
      { check: 'aurora/subnet-group', subject: auroraClusters },
    ],
    async apply(context) {
      const id = await subnetId(context, databaseSubnet(context.spec));
      await nameSubnet(context, id, 'former');
      return id;
    },
    heal: (context, id) => nameSubnet(context, id ?? '', databaseSubnet(context.spec)),
  },
  overlayFault({
    id: 'subnet-gives-out-public-addresses',
    describes: 'A private subnet gives out public addresses on its own.',
    breaks: [{ check: 'network/subnet-auto-public-ip', subject: firstPrivate }],
    deviation: 'network/subnet',
    arguments: (spec) => ({ cidr: blockOf(spec), member: 'mapPublicIpOnLaunch', value: 'true' }),
  }),
  overlayFault({
    id: 'subnet-all-but-full',
    describes: 'A private subnet has ten addresses left.',
    breaks: [{ check: 'network/free-ips', subject: firstPrivate }],
    deviation: 'network/subnet',
    arguments: (spec) => ({
      cidr: blockOf(spec),
      member: 'availableIpAddressCount',
      value: '10',
    }),
  }),

  firstEntry('allow', {
    id: 'network-acl-admits-shells',
    describes: 'A network ACL lets the internet in at the port of SSH.',
    breaks: [{ check: 'network/nacl-admin-ports', subject: vpc }],
    egress: false,
    ports: { From: 22, To: 22 },
  }),
  {
    id: 'endpoint-for-every-account',
    describes: 'The policy of an endpoint lets in principals of every account.',
    breaks: [INTERFACE_ACCESS],
    async apply(context) {
      const { spec } = context;
      await deleteEndpoint(context, firstInterface(spec));
      await createInterfaceEndpoint(context, networkOf(spec), firstInterface(spec), {
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
        }),
      });
      return null;
    },
    heal: restoreInterface,
  },

  overlayFault({
    id: 'public-access-blocked',
    describes: 'Somebody has blocked public access of the region.',
    breaks: [{ check: 'network/block-public-access', subject: vpc }],
    deviation: 'network/blocked',
    arguments: () => ({ mode: 'block-bidirectional' }),
  }),

  {
    id: 'subnet-that-nobody-declared',
    describes: 'Somebody has added a subnet to the VPC.',
    breaks: [{ check: 'network/undeclared-subnets', subject: vpc }],
    async apply(context) {
      const { Subnet } = await context.aws.ec2.send(
        new CreateSubnetCommand({
          VpcId: await vpcId(context),
          CidrBlock: networkOf(context.spec).vpc.cidr.replace(/\d+\.\d+\/\d+$/, '250.0/28'),
        }),
      );
      return must(Subnet?.SubnetId, 'subnet');
    },
    async heal({ aws }, id) {
      await aws.ec2.send(new DeleteSubnetCommand({ SubnetId: id ?? '' }));
    },
  },
];

function networkOf(spec: Spec): NetworkSpec {
  return must(spec.network, 'network');
}

function zoneOf(network: NetworkSpec, subnet: string): string {
  return must(network.subnets[subnet]?.availabilityZone, 'zone of the subnet');
}

function flowsFromInternet(spec: Spec, wanted?: number): string[] {
  return (networkOf(spec).flows ?? [])
    .filter(({ from, port }) => from === 'internet' && (wanted ?? port) === port)
    .map(({ from, to, port }) => `${from} to ${to}:${port}`);
}

/** The declared flows within the VPC to a port, as the check names them. */
function flowsTo(spec: Spec, wanted: number): string[] {
  return (networkOf(spec).flows ?? [])
    .filter(({ from, port }) => from !== 'internet' && port === wanted)
    .map(({ from, to, port }) => `${from} to ${to}:${port}`);
}

/** A fault of one entry of the VPC's network ACL, before all others. */
function firstEntry(
  RuleAction: 'allow' | 'deny',
  fault: {
    id: string;
    describes: string;
    breaks: readonly Broken[];
    egress: boolean;
    ports: { From: number; To: number };
  },
): Fault {
  const { id, describes, breaks, egress, ports } = fault;
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      const NetworkAclId = await networkAclId(context);
      await context.aws.ec2.send(
        new CreateNetworkAclEntryCommand({
          NetworkAclId,
          Egress: egress,
          RuleNumber: FIRST_RULE,
          RuleAction,
          Protocol: '6',
          PortRange: ports,
          CidrBlock: ANYWHERE,
        }),
      );
      return NetworkAclId;
    },
    async heal({ aws }, acl) {
      await aws.ec2.send(
        new DeleteNetworkAclEntryCommand({
          NetworkAclId: acl ?? '',
          Egress: egress,
          RuleNumber: FIRST_RULE,
        }),
      );
    },
  };
}

async function networkAclId(context: SandboxContext): Promise<string> {
  const { NetworkAcls = [] } = await context.aws.ec2.send(
    new DescribeNetworkAclsCommand({
      Filters: [{ Name: 'vpc-id', Values: [await vpcId(context)] }],
    }),
  );
  return must(NetworkAcls[0]?.NetworkAclId, 'network ACL');
}

async function setDnsNames(context: SandboxContext, isOn: boolean): Promise<null> {
  await context.aws.ec2.send(
    new ModifyVpcAttributeCommand({
      VpcId: await vpcId(context),
      EnableDnsHostnames: { Value: isOn },
    }),
  );
  return null;
}

async function publicTable(context: SandboxContext): Promise<string> {
  const name = routeTableName(networkOf(context.spec), 'public');
  return must(tableNamed(await routeTables(context), name).RouteTableId, 'route table');
}

async function deleteFlowLogs(context: SandboxContext): Promise<null> {
  const { FlowLogs = [] } = await context.aws.ec2.send(
    new DescribeFlowLogsCommand({
      Filter: [{ Name: 'resource-id', Values: [await vpcId(context)] }],
    }),
  );
  await context.aws.ec2.send(
    new DeleteFlowLogsCommand({ FlowLogIds: FlowLogs.flatMap(({ FlowLogId }) => FlowLogId ?? []) }),
  );
  return null;
}

async function routeThrough(context: SandboxContext, NatGatewayId: string): Promise<void> {
  const { table } = await privateDefaultRoute(context);
  await context.aws.ec2.send(
    new ReplaceRouteCommand({
      RouteTableId: table,
      DestinationCidrBlock: ANYWHERE,
      NatGatewayId,
    }),
  );
}

async function deleteEndpoint(context: SandboxContext, suffix: string): Promise<void> {
  const { VpcEndpoints = [] } = await context.aws.ec2.send(
    new DescribeVpcEndpointsCommand({
      Filters: [
        { Name: 'vpc-id', Values: [await vpcId(context)] },
        { Name: 'service-name', Values: [endpointService(context, suffix)] },
      ],
    }),
  );
  await context.aws.ec2.send(
    new DeleteVpcEndpointsCommand({
      VpcEndpointIds: VpcEndpoints.filter(
        ({ State }) => State?.toLowerCase() === 'available',
      ).flatMap(({ VpcEndpointId }) => VpcEndpointId ?? []),
    }),
  );
}

async function restoreInterface(context: SandboxContext): Promise<void> {
  await deleteEndpoint(context, firstInterface(context.spec));
  await createInterfaceEndpoint(context, networkOf(context.spec), firstInterface(context.spec));
}

async function nameSubnet({ aws }: SandboxContext, id: string, name: string): Promise<void> {
  await aws.ec2.send(
    new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'Name', Value: name }] }),
  );
}

function firstPrivate(spec: Spec): string {
  return subnetOfTier(spec, 'private');
}

function blockOf(spec: Spec): string {
  return must(spec.network?.subnets[firstPrivate(spec)], 'private subnet').cidr;
}
