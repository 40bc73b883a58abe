import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { byId, listInDeclaredVpc, ofVpc, vpcKeys } from './declared-vpc.ts';
import { describeVpcEndpoints, describeVpcs } from './operations.ts';

/** One VPC endpoint as it is deployed. Null is what AWS left out. */
export const VpcEndpoint = z.strictObject({
  /** The full name, such as `com.amazonaws.us-east-1.ecr.api`. */
  service: z.string().nullable(),
  /** `Interface`, `Gateway` or another. */
  type: z.string().nullable(),
  state: z.string().nullable(),
  routeTables: z.array(z.string()).nullable(),
  subnets: z.array(z.string()).nullable(),
  /** Ids of the security groups of an interface endpoint. */
  groups: z.array(z.string()).nullable(),
  privateDns: z.boolean().nullable(),
  /** JSON. */
  policy: z.string().nullable(),
});
export type VpcEndpoint = z.infer<typeof VpcEndpoint>;

export const VpcEndpoints = z.record(z.string(), VpcEndpoint);
/** Every endpoint of the VPC, by id. */
export type VpcEndpoints = z.infer<typeof VpcEndpoints>;

/** The key is the VPC's declared name. */
export const vpcEndpoints = defineCollector<VpcEndpoints>({
  id: 'aws/ec2/vpc-endpoints',
  title: 'All endpoints of the declared VPC',
  operations: [describeVpcs, describeVpcEndpoints],
  item: VpcEndpoints,
  keys: vpcKeys,
  collect: (context) =>
    listInDeclaredVpc(
      context,
      describeVpcEndpoints,
      (id) => context.aws.read(describeVpcEndpoints, { Filters: ofVpc(id) }),
      (answer) =>
        byId(
          answer.VpcEndpoints,
          ({ VpcEndpointId }) => VpcEndpointId,
          (endpoint) => ({
            service: endpoint.ServiceName ?? null,
            type: endpoint.VpcEndpointType ?? null,
            state: endpoint.State ?? null,
            routeTables: endpoint.RouteTableIds ?? null,
            subnets: endpoint.SubnetIds ?? null,
            groups:
              endpoint.Groups?.flatMap(({ GroupId }) => (GroupId === undefined ? [] : [GroupId])) ??
              null,
            privateDns: endpoint.PrivateDnsEnabled ?? null,
            policy: endpoint.PolicyDocument ?? null,
          }),
        ),
    ),
});
