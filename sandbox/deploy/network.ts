import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeNetworkAclsCommand,
  DescribeSecurityGroupsCommand,
  ModifyVpcAttributeCommand,
  type ResourceType,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type TagSpecification,
} from '@aws-sdk/client-ec2';
import type { NetworkSpec, SubnetSpec, SubnetTier } from '../../core/spec/sections/network.ts';
import type { SandboxContext } from './context.ts';
import { found, subnetId, subnetIds } from './lookup.ts';
import { namedTags } from './tags.ts';

const ANYWHERE = '0.0.0.0/0';

/** The VPC, its subnets, and how each tier routes: public to the internet gateway, private to NAT, database nowhere. */
export async function deployNetwork(context: SandboxContext): Promise<void> {
  const { network } = context.spec;
  if (network === undefined) return;
  const vpc = await createVpc(context, network);
  await createSubnets(context, network, vpc);
  const gateway = await createInternetGateway(context, network, vpc);
  const nats = await createNatGateways(context, network);

  if (gateway !== null) {
    const table = await createRouteTable(context, vpc, routeTableName(network, 'public'));
    await context.aws.ec2.send(
      new CreateRouteCommand({
        RouteTableId: table,
        DestinationCidrBlock: ANYWHERE,
        GatewayId: gateway,
      }),
    );
    await associate(context, table, subnetsOfTier(network, 'public'));
  }
  for (const zone of zonesOf(network, 'private')) {
    const table = await createRouteTable(context, vpc, routeTableName(network, 'private', zone));
    const nat = nats.get(zone) ?? [...nats.values()][0];
    if (nat !== undefined) {
      await context.aws.ec2.send(
        new CreateRouteCommand({
          RouteTableId: table,
          DestinationCidrBlock: ANYWHERE,
          NatGatewayId: nat,
        }),
      );
    }
    await associate(context, table, subnetsOfTier(network, 'private', zone));
  }
  const database = subnetsOfTier(network, 'database');
  if (database.length > 0) {
    const table = await createRouteTable(context, vpc, routeTableName(network, 'database'));
    await associate(context, table, database);
  }
}

/** The name of the route table of a tier, for private subnets one in each zone. */
export function routeTableName(network: NetworkSpec, tier: SubnetTier, zone?: string): string {
  return [network.vpc.name, tier, zone].filter((part) => part !== undefined).join('-');
}

/** Names of the declared subnets of a tier, of one zone or of all. */
export function subnetsOfTier(network: NetworkSpec, tier: SubnetTier, zone?: string): string[] {
  return Object.entries(network.subnets)
    .filter(([, subnet]) => subnet.tier === tier)
    .filter(([, subnet]) => zone === undefined || subnet.availabilityZone === zone)
    .map(([name]) => name);
}

async function createVpc(context: SandboxContext, { vpc }: NetworkSpec): Promise<string> {
  const { ec2 } = context.aws;
  return context.make('VPC', vpc.name, async () => {
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({
        CidrBlock: vpc.cidr,
        TagSpecifications: tagged(context, 'vpc', vpc.name),
      }),
    );
    const VpcId = found(Vpc?.VpcId, 'VPC', vpc.name);
    // Private names of interface endpoints need both.
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsSupport: { Value: true } }));
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
    await closeDefaultGroup(context, VpcId);
    await guardAdminPorts(context, VpcId, vpc.cidr);
    return VpcId;
  });
}

/** The default ACL admits everything: before that, what administrators use from within the VPC alone. */
async function guardAdminPorts(
  { aws: { ec2 } }: SandboxContext,
  vpc: string,
  cidr: string,
): Promise<void> {
  const { NetworkAcls = [] } = await ec2.send(
    new DescribeNetworkAclsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpc] }] }),
  );
  const anywhere = '0.0.0.0/0';
  const entry = (RuleNumber: number, CidrBlock: string, port: number | null, protocol = '6') =>
    new CreateNetworkAclEntryCommand({
      NetworkAclId: NetworkAcls[0]?.NetworkAclId,
      Egress: false,
      RuleNumber,
      RuleAction: port === null ? 'allow' : 'deny',
      Protocol: port === null ? '-1' : protocol,
      ...(port !== null && { PortRange: { From: port, To: port } }),
      CidrBlock,
    });
  await ec2.send(entry(80, cidr, null));
  await ec2.send(entry(90, anywhere, 22));
  await ec2.send(entry(91, anywhere, 3389));
  // RDP goes by UDP too.
  await ec2.send(entry(92, anywhere, 3389, '17'));
}

async function closeDefaultGroup({ aws: { ec2 } }: SandboxContext, vpc: string): Promise<void> {
  const { SecurityGroups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({
      Filters: [
        { Name: 'vpc-id', Values: [vpc] },
        { Name: 'group-name', Values: ['default'] },
      ],
    }),
  );
  for (const { GroupId, IpPermissions = [], IpPermissionsEgress = [] } of SecurityGroups) {
    if (IpPermissions.length > 0) {
      await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    }
    if (IpPermissionsEgress.length > 0) {
      await ec2.send(
        new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: IpPermissionsEgress }),
      );
    }
  }
}

async function createSubnets(
  context: SandboxContext,
  { subnets }: NetworkSpec,
  vpc: string,
): Promise<void> {
  for (const [name, { cidr, availabilityZone }] of Object.entries(subnets)) {
    await context.make('subnet', name, () =>
      context.aws.ec2.send(
        new CreateSubnetCommand({
          VpcId: vpc,
          CidrBlock: cidr,
          AvailabilityZone: availabilityZone,
          TagSpecifications: tagged(context, 'subnet', name),
        }),
      ),
    );
  }
}

/** Null when no subnet is public: then nothing of the VPC reaches the internet. */
async function createInternetGateway(
  context: SandboxContext,
  network: NetworkSpec,
  vpc: string,
): Promise<string | null> {
  if (subnetsOfTier(network, 'public').length === 0) return null;
  const { ec2 } = context.aws;
  const { name } = network.vpc;
  return context.make('internet gateway', name, async () => {
    const { InternetGateway } = await ec2.send(
      new CreateInternetGatewayCommand({
        TagSpecifications: tagged(context, 'internet-gateway', name),
      }),
    );
    const InternetGatewayId = found(InternetGateway?.InternetGatewayId, 'internet gateway', name);
    await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId: vpc }));
    return InternetGatewayId;
  });
}

/** NAT gateways by the zone they stand in. The emulator has no regional one: a zonal one stands in for it. */
async function createNatGateways(
  context: SandboxContext,
  network: NetworkSpec,
): Promise<Map<string, string>> {
  const nats = new Map<string, string>();
  for (const [name, zone] of natSubnets(network)) {
    nats.set(zone, await createNatGateway(context, network, name, zone));
  }
  return nats;
}

/** A NAT gateway with an address of its own in a public subnet. */
export async function createNatGateway(
  context: SandboxContext,
  network: NetworkSpec,
  subnet: string,
  zone: string,
): Promise<string> {
  const name = `${network.vpc.name}-${zone}`;
  return context.make('NAT gateway', name, async () => {
    const { ec2 } = context.aws;
    const { AllocationId } = await ec2.send(
      new AllocateAddressCommand({
        Domain: 'vpc',
        TagSpecifications: tagged(context, 'elastic-ip', name),
      }),
    );
    const { NatGateway } = await ec2.send(
      new CreateNatGatewayCommand({
        SubnetId: await subnetId(context, subnet),
        AllocationId,
        ConnectivityType: 'public',
        TagSpecifications: tagged(context, 'natgateway', name),
      }),
    );
    return found(NatGateway?.NatGatewayId, 'NAT gateway', name);
  });
}

/** Public subnets in which a NAT gateway stands, with their zones. */
export function natSubnets(network: NetworkSpec): [name: string, zone: string][] {
  const firstOfZone = zonesOf(network, 'public').map((zone): [string, string] => [
    found(subnetsOfTier(network, 'public', zone)[0], 'public subnet in', zone),
    zone,
  ]);
  switch (network.nat.mode) {
    case 'per-zone':
      return firstOfZone;
    case 'single':
    case 'regional':
      return firstOfZone.slice(0, 1);
    case 'none':
      return [];
  }
}

function zonesOf({ subnets }: NetworkSpec, tier: SubnetTier): string[] {
  const zones = Object.values(subnets)
    .filter((subnet: SubnetSpec) => subnet.tier === tier)
    .map(({ availabilityZone }) => availabilityZone);
  return [...new Set(zones)];
}

async function createRouteTable(
  context: SandboxContext,
  vpc: string,
  name: string,
): Promise<string> {
  return context.make('route table', name, async () => {
    const { RouteTable } = await context.aws.ec2.send(
      new CreateRouteTableCommand({
        VpcId: vpc,
        TagSpecifications: tagged(context, 'route-table', name),
      }),
    );
    return found(RouteTable?.RouteTableId, 'route table', name);
  });
}

async function associate(
  context: SandboxContext,
  table: string,
  subnets: readonly string[],
): Promise<void> {
  for (const id of await subnetIds(context, subnets)) {
    await context.aws.ec2.send(
      new AssociateRouteTableCommand({ RouteTableId: table, SubnetId: id }),
    );
  }
}

/** As EC2 takes tags: with the type of the thing that is made. */
export function tagged(
  { spec }: SandboxContext,
  type: ResourceType,
  name: string,
): TagSpecification[] {
  return [{ ResourceType: type, Tags: namedTags(spec, name) }];
}
