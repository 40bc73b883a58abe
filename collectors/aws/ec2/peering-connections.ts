import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { linkKeys, linkNames } from './declared-links.ts';
import { byId, listInDeclaredVpc, named, nameTag } from './declared-vpc.ts';
import { describeVpcPeeringConnections, describeVpcs } from './operations.ts';

/** One peering connection. Null is what AWS left out. */
export const PeeringConnection = z.strictObject({
  /** The Name tag. */
  name: z.string().nullable(),
  /** `active`, `pending-acceptance`, `deleted` and others. */
  status: z.string().nullable(),
});
export type PeeringConnection = z.infer<typeof PeeringConnection>;

export const PeeringConnections = z.record(z.string(), PeeringConnection);
/** Every connection with a declared name, by id; those that were deleted stay in it for a while, with that status. */
export type PeeringConnections = z.infer<typeof PeeringConnections>;

const keys = linkKeys('peering');

/** The key is the VPC's declared name. */
export const peeringConnections = defineCollector<PeeringConnections>({
  id: 'aws/ec2/peering-connections',
  title: 'The peering connections with the names of declared links',
  operations: [describeVpcs, describeVpcPeeringConnections],
  item: PeeringConnections,
  keys,
  collect: async (context) => {
    if (keys(context.spec).length === 0) return {};
    const Filters = named(linkNames(context.spec, 'peering'));
    return listInDeclaredVpc(
      context,
      describeVpcPeeringConnections,
      () => context.aws.read(describeVpcPeeringConnections, { Filters }),
      (answer) =>
        byId(
          answer.VpcPeeringConnections,
          ({ VpcPeeringConnectionId }) => VpcPeeringConnectionId,
          ({ Tags, Status }) => ({ name: nameTag(Tags), status: Status?.Code ?? null }),
        ),
    );
  },
});
