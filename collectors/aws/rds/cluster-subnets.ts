import type {
  DescribeDBSubnetGroupsCommandInput,
  DescribeDBSubnetGroupsCommandOutput,
} from '@aws-sdk/client-rds';
import { z } from 'zod';
import type { Operation } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { clusterKeys, describeClusters } from './clusters.ts';
import { describeDBClusters } from './operations.ts';

const describeDBSubnetGroups: Operation<
  DescribeDBSubnetGroupsCommandInput,
  DescribeDBSubnetGroupsCommandOutput
> = {
  service: 'rds',
  name: 'DescribeDBSubnetGroups',
  action: 'rds:DescribeDBSubnetGroups',
  bucket: 'rds',
  required: ['DBSubnetGroups'],
  absentCodes: ['DBSubnetGroupNotFoundFault'],
  pages: {
    inputToken: 'Marker',
    outputToken: 'Marker',
    items: 'DBSubnetGroups',
    size: { parameter: 'MaxRecords', maximum: 100 },
  },
};

export const ClusterSubnets = z.array(z.string());
/** The ids of all subnets in which members of a cluster may stand. */
export type ClusterSubnets = z.infer<typeof ClusterSubnets>;

/** The subnets of the subnet group that is attached, whatever the spec declares, by the cluster's identifier. */
export const auroraClusterSubnets = defineCollector<ClusterSubnets>({
  id: 'aws/rds/cluster-subnets',
  title: 'Subnets of the subnet group attached to each Aurora cluster',
  operations: [describeDBClusters, describeDBSubnetGroups],
  item: ClusterSubnets,
  keys: clusterKeys,
  collect: async (context) => {
    const clusters = await describeClusters(context);
    const entries = await Promise.all(
      [...clusters].map(async ([name, cluster]) => {
        if (cluster.state !== 'present') return [name, cluster] as const;
        const { calls, value } = cluster;
        const group = value.DBSubnetGroup;
        if (group === undefined) {
          const what = 'It does not say in which subnet group the cluster is.';
          return [name, malformed(describeDBClusters, calls, what)] as const;
        }
        return [name, await subnetsOf(context, group, calls)] as const;
      }),
    );
    return Object.fromEntries<Observation<ClusterSubnets>>(entries);
  },
});

async function subnetsOf(
  { aws }: CollectContext,
  name: string,
  before: readonly string[],
): Promise<Observation<ClusterSubnets>> {
  const answer = await aws.read(describeDBSubnetGroups, { DBSubnetGroupName: name });
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const group = answer.value.DBSubnetGroups?.find(
        ({ DBSubnetGroupName }) => DBSubnetGroupName?.toLowerCase() === name.toLowerCase(),
      );
      const ids = group?.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier);
      return ids?.every((id) => id !== undefined) === true
        ? present(ids, [...before, ...answer.calls])
        : malformed(
            describeDBSubnetGroups,
            answer.calls,
            'The group or its subnets are not in the answer.',
          );
    }
  }
}
