import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { byId, listInDeclaredVpc, ofVpc, vpcKeys } from './declared-vpc.ts';
import { describeNetworkInterfaces, describeVpcs } from './operations.ts';

/** One network interface. Null is what EC2 left out. */
export const NetworkInterface = z.strictObject({
  /** `interface`, `vpc_endpoint`, `nat_gateway`, `lambda` and others. */
  type: z.string().nullable(),
  description: z.string().nullable(),
  /** The service of AWS that made it, such as `amazon-elb`; null for one of one's own. */
  requester: z.string().nullable(),
  /** Ids of its security groups. */
  groups: z.array(z.string()).nullable(),
});
export type NetworkInterface = z.infer<typeof NetworkInterface>;

export const NetworkInterfaces = z.record(z.string(), NetworkInterface);
/** Every network interface of the VPC, by id. */
export type NetworkInterfaces = z.infer<typeof NetworkInterfaces>;

/** The key is the VPC's declared name. */
export const networkInterfaces = defineCollector<NetworkInterfaces>({
  id: 'aws/ec2/network-interfaces',
  title: 'All network interfaces of the declared VPC',
  operations: [describeVpcs, describeNetworkInterfaces],
  item: NetworkInterfaces,
  keys: vpcKeys,
  collect: (context) =>
    listInDeclaredVpc(
      context,
      describeNetworkInterfaces,
      (id) => context.aws.read(describeNetworkInterfaces, { Filters: ofVpc(id) }),
      (answer) =>
        byId(
          answer.NetworkInterfaces,
          ({ NetworkInterfaceId }) => NetworkInterfaceId,
          (each) => ({
            type: each.InterfaceType ?? null,
            description: each.Description ?? null,
            requester: each.RequesterId ?? null,
            groups:
              each.Groups?.flatMap(({ GroupId }) => (GroupId === undefined ? [] : [GroupId])) ??
              null,
          }),
        ),
    ),
});
