import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { lacksMember, NOT_ALL_DESCRIBED, NOT_LISTED } from './members.ts';
import { AVAILABLE, isMoving } from './states.ts';
import { ABSENT, declaredClusters, MIN_ZONES, NO_CLUSTERS } from './subjects.ts';

/**
 * Judges where the available members stand. The cluster's own zones are those of its storage, always three, and an
 * instance's MultiAZ is false on Aurora.
 */
export default defineCheck({
  id: 'aurora/multi-az',
  title:
    'Available members of the Aurora cluster stand in the declared number of zones, and in two at least',
  risk: 'When a zone fails the database is gone until a new instance is created.',
  remediation: 'Add a reader in another availability zone.',
  fix: {
    cli: 'aws rds create-db-instance --db-instance-identifier <instance> --db-cluster-identifier <cluster> --engine aurora-postgresql --db-instance-class db.serverless --availability-zone <zone>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { readers: [rds.ClusterInstance.serverlessV2("reader", { availabilityZone: "<zone>" })] })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
  ],
  controls: ['Security Hub 2026-08 RDS.15', 'CIS AWS 5.0.0 2.2.4', 'CIS AWS 6.0.0 3.2.4'],
  proves: ['aurora/high-availability'],
  needs: { clusters: auroraClusters, instances: auroraInstances },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name, declared }, { clusters, instances }) {
    const required = Math.max(MIN_ZONES, declared.availabilityZones);
    const expected = { availabilityZones: required };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const members = instances.get(name);
    if (members === null) return unknown(NOT_LISTED);

    const zonesOf = (some: typeof members) => [
      ...new Set(some.flatMap(({ availabilityZone }) => availabilityZone ?? [])),
    ];
    const available = members.filter(({ status }) => status === AVAILABLE);
    const zones = zonesOf(available).sort();
    const actual = {
      availabilityZones: zones.length,
      zones,
      members: Object.fromEntries(
        members.map(({ identifier, status, availabilityZone }) => [
          identifier,
          { status, availabilityZone },
        ]),
      ),
    };
    const resource = { resource: cluster.arn };
    if (zones.length < required) {
      const soon = members.filter(({ status }) => status === AVAILABLE || isMoving(status ?? ''));
      if (zonesOf(soon).length >= required) {
        return unsettled(
          'A member in another zone is not available yet.',
          expected,
          actual,
          resource,
        );
      }
      if (lacksMember(cluster, members)) return unknown(NOT_ALL_DESCRIBED);
      if (
        members.some(({ status, availabilityZone }) => status === null || availabilityZone === null)
      ) {
        return unknown('AWS does not say where a member stands, or how it is.');
      }
      return fail('The available members stand in too few zones.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
