import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { byId, listInDeclaredVpc, ofVpc, vpcKeys } from './declared-vpc.ts';
import { describeNatGateways, describeVpcs } from './operations.ts';

/** One NAT gateway as it is deployed. Null is what AWS left out. */
export const NatGateway = z.strictObject({
  state: z.string().nullable(),
  /** `public` when AWS leaves it out, as for a gateway created without one. */
  connectivity: z.string().nullable(),
  /** `zonal` or `regional`; a gateway made before there were regional ones is zonal. */
  availabilityMode: z.string().nullable(),
  /** Null for a regional gateway, which stands in no subnet. */
  subnet: z.string().nullable(),
});
export type NatGateway = z.infer<typeof NatGateway>;

export const NatGateways = z.record(z.string(), NatGateway);
/** Every NAT gateway of the VPC by id; those that were deleted stay in it for about an hour, with that state. */
export type NatGateways = z.infer<typeof NatGateways>;

/** The key is the VPC's declared name. */
export const natGateways = defineCollector<NatGateways>({
  id: 'aws/ec2/nat-gateways',
  title: 'All NAT gateways of the declared VPC',
  operations: [describeVpcs, describeNatGateways],
  item: NatGateways,
  keys: vpcKeys,
  collect: (context) =>
    listInDeclaredVpc(
      context,
      describeNatGateways,
      (id) => context.aws.read(describeNatGateways, { Filter: ofVpc(id) }),
      (answer) =>
        byId(
          answer.NatGateways,
          ({ NatGatewayId }) => NatGatewayId,
          (gateway) => ({
            state: gateway.State ?? null,
            connectivity: gateway.ConnectivityType ?? null,
            availabilityMode: gateway.AvailabilityMode ?? null,
            subnet: gateway.SubnetId ?? null,
          }),
        ),
    ),
});
