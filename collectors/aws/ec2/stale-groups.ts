import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { listInDeclaredVpc, vpcKeys } from './declared-vpc.ts';
import { describeStaleSecurityGroups, describeVpcs } from './operations.ts';

/** Ids of the groups with a rule that names a group which is out of reach. */
export const StaleGroups = z.array(z.string());
export type StaleGroups = z.infer<typeof StaleGroups>;

/** The key is the VPC's declared name. */
export const staleGroups = defineCollector<StaleGroups>({
  id: 'aws/ec2/stale-groups',
  title: 'Security groups of the declared VPC with stale rules',
  operations: [describeVpcs, describeStaleSecurityGroups],
  item: StaleGroups,
  keys: vpcKeys,
  collect: (context) =>
    listInDeclaredVpc(
      context,
      describeStaleSecurityGroups,
      (VpcId) => context.aws.read(describeStaleSecurityGroups, { VpcId }),
      ({ StaleSecurityGroupSet = [] }): StaleGroups | null => {
        const ids = StaleSecurityGroupSet.flatMap(({ GroupId }) => GroupId ?? []);
        return ids.length === StaleSecurityGroupSet.length ? ids : null;
      },
    ),
});
