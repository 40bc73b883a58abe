import type { Vpc as AwsVpc } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { present, unseen, absent, type Observation } from '../../../core/observation.ts';
import { inDeclaredVpc, vpcKeys } from './declared-vpc.ts';
import { describeVpcAttribute, describeVpcs } from './operations.ts';

/** The declared VPC as it is deployed. Null is what AWS left out. */
export const Vpc = z.strictObject({
  id: z.string(),
  state: z.string().nullable(),
  /** The IPv4 blocks that are associated or about to be; null when AWS left out the list or the state of one. */
  cidrs: z.array(z.string()).nullable(),
  dnsSupport: z.boolean().nullable(),
  dnsHostnames: z.boolean().nullable(),
});
export type Vpc = z.infer<typeof Vpc>;

/** The key is the VPC's declared name. */
export const vpc = defineCollector<Vpc>({
  id: 'aws/ec2/vpc',
  title: 'The declared VPC with its blocks and DNS attributes',
  operations: [describeVpcs, describeVpcAttribute],
  item: Vpc,
  keys: vpcKeys,
  collect: (context) =>
    inDeclaredVpc(context, async (id, found): Promise<Observation<Vpc>> => {
      const [support, hostnames] = await Promise.all([
        attribute(context, id, 'enableDnsSupport'),
        attribute(context, id, 'enableDnsHostnames'),
      ]);
      for (const answer of [support, hostnames]) {
        if (answer.state === 'failed') return unseen(answer.cause);
        if (answer.state === 'absent') return absent(answer.calls);
      }
      if (support.state !== 'answered' || hostnames.state !== 'answered') return absent([]);
      return present(
        {
          id,
          state: found.State ?? null,
          cidrs: cidrsOf(found),
          dnsSupport: support.value.EnableDnsSupport?.Value ?? null,
          dnsHostnames: hostnames.value.EnableDnsHostnames?.Value ?? null,
        },
        [...support.calls, ...hostnames.calls],
      );
    }),
});

function attribute(
  { aws }: CollectContext,
  id: string,
  name: 'enableDnsSupport' | 'enableDnsHostnames',
) {
  return aws.read(describeVpcAttribute, { VpcId: id, Attribute: name });
}

function cidrsOf({ CidrBlockAssociationSet }: AwsVpc): string[] | null {
  const cidrs: string[] = [];
  for (const { CidrBlock, CidrBlockState } of CidrBlockAssociationSet ?? [{}]) {
    if (CidrBlock === undefined || CidrBlockState?.State === undefined) return null;
    // Blocks that were removed stay in the list for a while, as do those that could not be added.
    const { State } = CidrBlockState;
    if (State === 'associated' || State === 'associating') cidrs.push(CidrBlock);
  }
  return cidrs;
}
