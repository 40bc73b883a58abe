import {
  CreateRouteCommand,
  DeleteRouteCommand,
  DeleteVpcPeeringConnectionCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  ModifyTransitGatewayVpcAttachmentCommand,
  ReplaceRouteCommand,
} from '@aws-sdk/client-ec2';
import type { LinkSpec } from '../../core/spec/sections/network.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { createPeering, peerName, tablesOf } from '../deploy/links.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { must, subnetOfTier } from './pick.ts';
import { routeTables } from './route-tables.ts';

/** A block around every remote one. */
const WIDE = '10.0.0.0/8';
const SECOND_TUNNEL = '203.0.113.2';

const link = (kind: LinkSpec['kind']): Broken => ({
  check: 'network/hybrid-links',
  subject: (spec) => linkOf(spec, kind).name,
});

export const LINK_FAULTS: readonly Fault[] = [
  {
    id: 'peering-deleted',
    describes: 'The other side has deleted the peering connection, to which routes still lead.',
    breaks: [
      link('peering'),
      { check: 'network/no-blackholes', subject: (spec) => must(spec.network, 'network').vpc.name },
    ],
    async apply(context) {
      await context.aws.ec2.send(
        new DeleteVpcPeeringConnectionCommand({
          VpcPeeringConnectionId: await peeringId(context),
        }),
      );
      return null;
    },
    async heal(context) {
      const { name } = linkOf(context.spec, 'peering');
      const { Vpcs = [] } = await context.aws.ec2.send(
        new DescribeVpcsCommand({ Filters: [{ Name: 'tag:Name', Values: [peerName(name)] }] }),
      );
      const peer = must(Vpcs[0]?.VpcId, 'VPC of the other side');
      await routeThrough(context, await createPeering(context, name, peer));
    },
  },
  overlayFault({
    id: 'transit-attachment-rejected',
    describes: 'The owner of the transit gateway has rejected the attachment of the VPC.',
    breaks: [link('transit-gateway')],
    deviation: 'network/transit-attachment',
    arguments: () => ({ state: 'rejected' }),
  }),
  overlayFault({
    id: 'transit-attachment-modifying',
    describes: 'AWS is changing the attachment of the VPC to the transit gateway.',
    breaks: [{ ...link('transit-gateway'), status: 'unsettled' }],
    deviation: 'network/transit-attachment',
    arguments: () => ({ state: 'modifying' }),
  }),
  {
    id: 'transit-attachment-without-a-zone',
    describes: 'The attachment to the transit gateway has no subnet in one of the zones.',
    breaks: [link('transit-gateway')],
    async apply(context) {
      const { id, subnets } = await attachmentOf(context);
      const subnet = must(subnets[0], 'subnet of the attachment');
      await context.aws.ec2.send(
        new ModifyTransitGatewayVpcAttachmentCommand({
          TransitGatewayAttachmentId: id,
          RemoveSubnetIds: [subnet],
        }),
      );
      return subnet;
    },
    async heal(context, subnet) {
      await context.aws.ec2.send(
        new ModifyTransitGatewayVpcAttachmentCommand({
          TransitGatewayAttachmentId: (await attachmentOf(context)).id,
          AddSubnetIds: [subnet ?? ''],
        }),
      );
    },
  },
  overlayFault({
    id: 'vpn-with-a-tunnel-down',
    describes: 'One of the two tunnels of the VPN is down.',
    breaks: [link('vpn')],
    deviation: 'network/tunnel',
    arguments: () => ({ address: SECOND_TUNNEL, status: 'DOWN' }),
  }),
  overlayFault({
    id: 'vpn-with-a-tunnel-untold',
    describes: 'AWS tells of one tunnel of the VPN only.',
    breaks: [{ ...link('vpn'), status: 'unknown' }],
    deviation: 'network/tunnel',
    arguments: () => ({ address: SECOND_TUNNEL, status: null }),
  }),

  {
    id: 'no-route-to-a-link',
    describes: 'A subnet that needs the VPN is not routed to it.',
    breaks: [link('vpn')],
    async apply(context) {
      const { declared } = linkOf(context.spec, 'vpn');
      const RouteTableId = await firstTable(context, declared.subnets);
      const DestinationCidrBlock = must(declared.remoteCidrs[0], 'remote block');
      const table = (await routeTables(context)).find((one) => one.RouteTableId === RouteTableId);
      const route = table?.Routes?.find((one) => one.DestinationCidrBlock === DestinationCidrBlock);
      await context.aws.ec2.send(new DeleteRouteCommand({ RouteTableId, DestinationCidrBlock }));
      return must(route?.GatewayId, 'gateway of the VPN');
    },
    async heal(context, gateway) {
      const { declared } = linkOf(context.spec, 'vpn');
      await context.aws.ec2.send(
        new CreateRouteCommand({
          RouteTableId: await firstTable(context, declared.subnets),
          DestinationCidrBlock: declared.remoteCidrs[0],
          GatewayId: gateway ?? '',
        }),
      );
    },
  },
  extraRoute({
    id: 'route-to-more-of-a-peer',
    describes: 'A subnet is routed to far more by the peering connection than is declared.',
    subnets: ({ declared }) => declared.subnets,
    destination: () => WIDE,
  }),
  extraRoute({
    id: 'undeclared-subnet-routed-to-a-peer',
    describes: 'The subnets of the database are routed to the peer as well.',
    subnets: (_, spec) => [subnetOfTier(spec, 'database')],
    destination: ({ declared }) => must(declared.remoteCidrs[0], 'remote block'),
  }),
];

interface PickedLink {
  readonly name: string;
  readonly declared: LinkSpec;
}

function linkOf(spec: Spec, kind: LinkSpec['kind']): PickedLink {
  const all = Object.entries(spec.network?.links ?? {});
  const found = all.find(([, declared]) => declared.kind === kind);
  const [name, declared] = must(found, `link of the kind ${kind}`);
  return { name, declared };
}

/** A fault of one more route by the peering connection. */
function extraRoute(fault: {
  id: string;
  describes: string;
  subnets: (peering: PickedLink, spec: Spec) => readonly string[];
  destination: (peering: PickedLink) => string;
}): Fault {
  const { id, describes, subnets, destination } = fault;
  const place = async (context: SandboxContext) => {
    const peering = linkOf(context.spec, 'peering');
    return {
      RouteTableId: await firstTable(context, subnets(peering, context.spec)),
      DestinationCidrBlock: destination(peering),
    };
  };
  return {
    id,
    describes,
    breaks: [link('peering')],
    async apply(context) {
      await context.aws.ec2.send(
        new CreateRouteCommand({
          ...(await place(context)),
          VpcPeeringConnectionId: await peeringId(context),
        }),
      );
      return null;
    },
    async heal(context) {
      await context.aws.ec2.send(new DeleteRouteCommand(await place(context)));
    },
  };
}

async function firstTable(context: SandboxContext, subnets: readonly string[]): Promise<string> {
  return must((await tablesOf(context, subnets))[0], 'route table');
}

/** The emulator takes no filter, and keeps what was deleted. */
async function peeringId({ aws, spec }: SandboxContext): Promise<string> {
  const { name } = linkOf(spec, 'peering');
  const { VpcPeeringConnections = [] } = await aws.ec2.send(
    new DescribeVpcPeeringConnectionsCommand({}),
  );
  const found = VpcPeeringConnections.find(
    ({ Tags = [], Status }) =>
      Status?.Code === 'active' && Tags.some(({ Key, Value }) => Key === 'Name' && Value === name),
  );
  return must(found?.VpcPeeringConnectionId, 'peering connection');
}

async function attachmentOf({ aws, spec }: SandboxContext) {
  const { name } = linkOf(spec, 'transit-gateway');
  const { TransitGatewayVpcAttachments = [] } = await aws.ec2.send(
    new DescribeTransitGatewayVpcAttachmentsCommand({}),
  );
  const found = TransitGatewayVpcAttachments.find(({ Tags = [] }) =>
    Tags.some(({ Key, Value }) => Key === 'Name' && Value === name),
  );
  return {
    id: must(found?.TransitGatewayAttachmentId, 'attachment to the transit gateway'),
    subnets: found?.SubnetIds ?? [],
  };
}

async function routeThrough(
  context: SandboxContext,
  VpcPeeringConnectionId: string,
): Promise<void> {
  const { declared } = linkOf(context.spec, 'peering');
  for (const RouteTableId of await tablesOf(context, declared.subnets)) {
    for (const DestinationCidrBlock of declared.remoteCidrs) {
      await context.aws.ec2.send(
        new ReplaceRouteCommand({ RouteTableId, DestinationCidrBlock, VpcPeeringConnectionId }),
      );
    }
  }
}
