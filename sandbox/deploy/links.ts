import {
  AcceptVpcPeeringConnectionCommand,
  AttachVpnGatewayCommand,
  CreateCustomerGatewayCommand,
  CreateRouteCommand,
  type CreateRouteCommandInput,
  CreateTagsCommand,
  CreateTransitGatewayCommand,
  CreateTransitGatewayVpcAttachmentCommand,
  CreateVpcCommand,
  CreateVpcPeeringConnectionCommand,
  CreateVpnConnectionCommand,
  CreateVpnGatewayCommand,
  DescribeRouteTablesCommand,
} from '@aws-sdk/client-ec2';
import type { LinkSpec } from '../../core/spec/sections/network.ts';
import type { SandboxContext } from './context.ts';
import { found, subnetIds, vpcId } from './lookup.ts';
import { tagged } from './network.ts';
import { namedTags } from './tags.ts';

/** What a route to a link names. */
type LinkTarget = Pick<
  CreateRouteCommandInput,
  'GatewayId' | 'TransitGatewayId' | 'VpcPeeringConnectionId'
>;

/** The address of nobody's router. https://www.rfc-editor.org/rfc/rfc5737 */
const CUSTOMER_ADDRESS = '203.0.113.10';
const CUSTOMER_ASN = 65_000;

/** Links to other networks, as far as this side sees them, and the routes to what is behind them. */
export async function deployLinks(context: SandboxContext): Promise<void> {
  for (const [name, link] of Object.entries(context.spec.network?.links ?? {})) {
    const target = await context.make(`${link.kind} link`, name, () => {
      switch (link.kind) {
        case 'peering':
          return createPeer(context, name, link);
        case 'transit-gateway':
          return attachToTransitGateway(context, name, link);
        case 'vpn':
          return createVpn(context, name);
      }
    });
    for (const RouteTableId of await tablesOf(context, link.subnets)) {
      for (const DestinationCidrBlock of link.remoteCidrs) {
        await context.aws.ec2.send(
          new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, ...target }),
        );
      }
    }
  }
}

/** The route tables that subnets are associated with, each once. */
export async function tablesOf(
  context: SandboxContext,
  subnets: readonly string[],
): Promise<string[]> {
  const { RouteTables = [] } = await context.aws.ec2.send(
    new DescribeRouteTablesCommand({
      Filters: [{ Name: 'association.subnet-id', Values: await subnetIds(context, subnets) }],
    }),
  );
  return RouteTables.flatMap(({ RouteTableId }) => RouteTableId ?? []);
}

async function createPeer(
  context: SandboxContext,
  name: string,
  { remoteCidrs }: LinkSpec,
): Promise<LinkTarget> {
  const { Vpc } = await context.aws.ec2.send(
    new CreateVpcCommand({
      CidrBlock: remoteCidrs[0],
      TagSpecifications: tagged(context, 'vpc', peerName(name)),
    }),
  );
  const peer = found(Vpc?.VpcId, 'VPC', peerName(name));
  return { VpcPeeringConnectionId: await createPeering(context, name, peer) };
}

/** The Name tag of the VPC on the other side of a peering connection. */
export function peerName(link: string): string {
  return `${link}-peer`;
}

/** A peering connection with another VPC, which accepts it. */
export async function createPeering(
  context: SandboxContext,
  name: string,
  peer: string,
): Promise<string> {
  const { ec2 } = context.aws;
  const { VpcPeeringConnection } = await ec2.send(
    new CreateVpcPeeringConnectionCommand({
      VpcId: await vpcId(context),
      PeerVpcId: peer,
      TagSpecifications: tagged(context, 'vpc-peering-connection', name),
    }),
  );
  const id = found(VpcPeeringConnection?.VpcPeeringConnectionId, 'peering connection', name);
  await ec2.send(new AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId: id }));
  return id;
}

async function attachToTransitGateway(
  context: SandboxContext,
  name: string,
  { subnets }: LinkSpec,
): Promise<LinkTarget> {
  const { ec2 } = context.aws;
  const { TransitGateway } = await ec2.send(
    new CreateTransitGatewayCommand({
      TagSpecifications: tagged(context, 'transit-gateway', name),
    }),
  );
  const TransitGatewayId = found(TransitGateway?.TransitGatewayId, 'transit gateway', name);
  const { TransitGatewayVpcAttachment } = await ec2.send(
    new CreateTransitGatewayVpcAttachmentCommand({
      TransitGatewayId,
      VpcId: await vpcId(context),
      SubnetIds: await subnetIds(context, subnets),
    }),
  );
  const id = TransitGatewayVpcAttachment?.TransitGatewayAttachmentId;
  // The emulator drops tags that come with the creation.
  await ec2.send(
    new CreateTagsCommand({
      Resources: [found(id, 'attachment', name)],
      Tags: namedTags(context.spec, name),
    }),
  );
  return { TransitGatewayId };
}

async function createVpn(context: SandboxContext, name: string): Promise<LinkTarget> {
  const { ec2 } = context.aws;
  const { VpnGateway } = await ec2.send(
    new CreateVpnGatewayCommand({
      Type: 'ipsec.1',
      TagSpecifications: tagged(context, 'vpn-gateway', name),
    }),
  );
  const VpnGatewayId = found(VpnGateway?.VpnGatewayId, 'VPN gateway', name);
  await ec2.send(new AttachVpnGatewayCommand({ VpnGatewayId, VpcId: await vpcId(context) }));
  const { CustomerGateway } = await ec2.send(
    new CreateCustomerGatewayCommand({
      Type: 'ipsec.1',
      IpAddress: CUSTOMER_ADDRESS,
      BgpAsn: CUSTOMER_ASN,
      TagSpecifications: tagged(context, 'customer-gateway', name),
    }),
  );
  await ec2.send(
    new CreateVpnConnectionCommand({
      Type: 'ipsec.1',
      CustomerGatewayId: found(CustomerGateway?.CustomerGatewayId, 'customer gateway', name),
      VpnGatewayId,
      TagSpecifications: tagged(context, 'vpn-connection', name),
    }),
  );
  return { GatewayId: VpnGatewayId };
}
