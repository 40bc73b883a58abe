import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { describeVpcBlockPublicAccessOptions } from './operations.ts';

/** VPC Block Public Access of the region. Null is what EC2 left out. */
export const BlockPublicAccess = z.strictObject({
  /** `off`, `block-ingress` or `block-bidirectional`. */
  mode: z.string().nullable(),
  /** `default-state`, `update-in-progress` or `update-complete`. */
  state: z.string().nullable(),
  /** `allowed` or `not-allowed`: whether a VPC or subnet can be let out of it. */
  exclusions: z.string().nullable(),
});
export type BlockPublicAccess = z.infer<typeof BlockPublicAccess>;

/** The region's, under the key `region`. */
export const blockPublicAccess = defineCollector<BlockPublicAccess>({
  id: 'aws/ec2/block-public-access',
  title: 'VPC Block Public Access of the region',
  operations: [describeVpcBlockPublicAccessOptions],
  item: BlockPublicAccess,
  keys: () => ['region'],
  collect: async ({ aws }) => ({
    region: observe(
      await aws.read(describeVpcBlockPublicAccessOptions, {}),
      ({ VpcBlockPublicAccessOptions: options }) => ({
        mode: options?.InternetGatewayBlockMode ?? null,
        state: options?.State ?? null,
        exclusions: options?.ExclusionsAllowed ?? null,
      }),
    ),
  }),
});
