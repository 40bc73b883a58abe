import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { linkKeys } from './declared-links.ts';
import { byId, listInDeclaredVpc, nameTag, ofVpc } from './declared-vpc.ts';
import { describeTransitGatewayVpcAttachments, describeVpcs } from './operations.ts';

/** One attachment to a transit gateway. Null is what AWS left out. */
export const TransitAttachment = z.strictObject({
  /** The Name tag. */
  name: z.string().nullable(),
  /** `available`, `modifying`, `pendingAcceptance` and others. */
  state: z.string().nullable(),
  /** The gateway, which routes name. */
  transitGateway: z.string().nullable(),
  /** The ids of the subnets in which the gateway stands, one a zone. */
  subnets: z.array(z.string()).nullable(),
});
export type TransitAttachment = z.infer<typeof TransitAttachment>;

export const TransitAttachments = z.record(z.string(), TransitAttachment);
/** Every attachment of the VPC, by id; those that were deleted stay in it for a while, with that state. */
export type TransitAttachments = z.infer<typeof TransitAttachments>;

const keys = linkKeys('transit-gateway');

/** The key is the VPC's declared name. */
export const transitAttachments = defineCollector<TransitAttachments>({
  id: 'aws/ec2/transit-attachments',
  title: 'The attachments of the declared VPC to transit gateways',
  operations: [describeVpcs, describeTransitGatewayVpcAttachments],
  item: TransitAttachments,
  keys,
  collect: async (context) => {
    if (keys(context.spec).length === 0) return {};
    return listInDeclaredVpc(
      context,
      describeTransitGatewayVpcAttachments,
      (id) => context.aws.read(describeTransitGatewayVpcAttachments, { Filters: ofVpc(id) }),
      (answer) =>
        byId(
          answer.TransitGatewayVpcAttachments,
          ({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId,
          (attachment) => ({
            name: nameTag(attachment.Tags),
            state: attachment.State ?? null,
            transitGateway: attachment.TransitGatewayId ?? null,
            subnets: attachment.SubnetIds ?? null,
          }),
        ),
    );
  },
});
