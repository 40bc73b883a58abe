import type { VpnConnection as AwsVpnConnection } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { linkKeys, linkNames } from './declared-links.ts';
import { byId, listInDeclaredVpc, named, nameTag } from './declared-vpc.ts';
import { describeVpcs, describeVpnConnections } from './operations.ts';

/** One VPN connection, without its configuration, which holds the keys of its tunnels. Null is what AWS left out. */
export const VpnConnection = z.strictObject({
  /** The Name tag. */
  name: z.string().nullable(),
  /** `available`, `pending`, `deleting` or `deleted`; it says nothing of the tunnels. */
  state: z.string().nullable(),
  /** What routes name: a virtual private gateway, a transit gateway, or a core network. */
  gateway: z.string().nullable(),
  /** What AWS tells of each tunnel. */
  tunnels: z
    .array(
      z.strictObject({
        outsideAddress: z.string().nullable(),
        /** `UP` or `DOWN`. */
        status: z.string().nullable(),
      }),
    )
    .nullable(),
});
export type VpnConnection = z.infer<typeof VpnConnection>;

export const VpnConnections = z.record(z.string(), VpnConnection);
/** Every connection with a declared name, by id; those that were deleted stay in it for a while, with that state. */
export type VpnConnections = z.infer<typeof VpnConnections>;

const keys = linkKeys('vpn');

/** The key is the VPC's declared name. */
export const vpnConnections = defineCollector<VpnConnections>({
  id: 'aws/ec2/vpn-connections',
  title: 'The VPN connections with the names of declared links, and their tunnels',
  operations: [describeVpcs, describeVpnConnections],
  item: VpnConnections,
  keys,
  collect: async (context) => {
    if (keys(context.spec).length === 0) return {};
    const Filters = named(linkNames(context.spec, 'vpn'));
    return listInDeclaredVpc(
      context,
      describeVpnConnections,
      () => context.aws.read(describeVpnConnections, { Filters }),
      (answer) =>
        byId(
          answer.VpnConnections,
          ({ VpnConnectionId }) => VpnConnectionId,
          (connection) => ({
            name: nameTag(connection.Tags),
            state: connection.State ?? null,
            gateway: gatewayOf(connection),
            tunnels:
              connection.VgwTelemetry?.map(({ OutsideIpAddress, Status }) => ({
                outsideAddress: OutsideIpAddress ?? null,
                status: Status ?? null,
              })) ?? null,
          }),
        ),
    );
  },
});

/** The one that it ends at; the others are left out, or empty. */
function gatewayOf({
  VpnGatewayId,
  TransitGatewayId,
  CoreNetworkArn,
}: AwsVpnConnection): string | null {
  const named = [VpnGatewayId, TransitGatewayId, CoreNetworkArn];
  return named.find((id) => id !== undefined && id !== '') ?? null;
}
