import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** Readers of tiers 0 and 1 scale with the writer, those of the others on their own. */
const HIGHEST_TIER = 1;

export default defineCheck({
  id: 'aurora/failover-tier',
  title: 'A reader of the Aurora cluster is kept as large as the writer, to take over',
  risk: 'After a failover the new writer is too small for the load, and has to grow first.',
  remediation: 'Modify a reader with promotion tier 0 or 1.',
  fix: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --promotion-tier 1 --apply-immediately',
    cdk: 'rds.ClusterInstance.serverlessV2("reader", { scaleWithWriter: true })',
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html',
  ],
  controls: [],
  proves: ['aurora/high-availability'],
  needs: { clusters: auroraClusters, instances: auroraInstances },
  none: NO_CLUSTERS,
  subjects: (spec) =>
    declaredClusters(spec).map((subject) =>
      subject.declared.readers === 0
        ? { ...subject, notApplicable: 'The spec declares no reader.' }
        : subject,
    ),

  evaluate({ name }, { clusters, instances }) {
    const expected = { readersInTierUpTo: HIGHEST_TIER, atLeast: 1 };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const resource = { resource: cluster.arn };
    const members = instances.get(name) ?? [];
    const readers = cluster.members
      .filter(({ isWriter }) => isWriter === false)
      .map(({ instance }) => ({
        instance,
        tier: members.find(({ identifier }) => identifier === instance)?.promotionTier ?? null,
      }));
    const actual = { readers };
    if (readers.some(({ tier }) => tier !== null && tier <= HIGHEST_TIER)) {
      return pass(expected, actual, resource);
    }
    if (
      readers.some(({ tier }) => tier === null) ||
      cluster.members.some(({ isWriter }) => isWriter === null)
    ) {
      return unknown('RDS does not give the role and the promotion tier of all members.');
    }
    return fail('No reader is kept as large as the writer.', expected, actual, resource);
  },
});
