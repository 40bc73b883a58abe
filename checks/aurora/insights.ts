import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { lacksMember, NOT_ALL_DESCRIBED, NOT_LISTED } from './members.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

export default defineCheck({
  id: 'aurora/insights',
  title: 'Performance Insights and enhanced monitoring watch every member of the Aurora cluster',
  risk: 'When the database is slow nobody can see which statement or process makes it so.',
  remediation: 'Modify the members with Performance Insights and a monitoring interval.',
  fix: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --enable-performance-insights --monitoring-interval 60 --monitoring-role-arn <role-arn>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { enablePerformanceInsights: true, monitoringInterval: Duration.seconds(60) })',
  },
  severity: 'low',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-6',
  ],
  controls: ['Security Hub 2026-08 RDS.6'],
  proves: ['security/observability'],
  needs: { clusters: auroraClusters, instances: auroraInstances },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { clusters, instances }) {
    const expected = { performanceInsights: true, enhancedMonitoring: true };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const resource = { resource: cluster.arn };
    const members = instances.get(name);
    if (members === null) return unknown(NOT_LISTED);
    // Either is set on the cluster for all members, or on each of them (A4: of Serverless v2 too). What a member says of
    // Performance Insights is what holds for it; the cluster speaks only for those that say nothing. An interval of the
    // cluster is that of every member, whose own AWS then refuses as a conflict with the cluster's:
    // https://github.com/hashicorp/terraform-provider-aws/issues/40966
    const isMonitored = (seconds: number | null) => seconds !== null && seconds > 0;
    const byCluster = isMonitored(cluster.monitoringIntervalSeconds);
    const unseen = members.filter(
      ({ performanceInsights }) => (performanceInsights ?? cluster.performanceInsights) !== true,
    );
    const unmonitored = byCluster
      ? []
      : members.filter(({ monitoringIntervalSeconds: own }) => !isMonitored(own));
    const actual = {
      members: Object.fromEntries(
        members.map(({ identifier, performanceInsights, monitoringIntervalSeconds }) => [
          identifier,
          { performanceInsights, monitoringIntervalSeconds },
        ]),
      ),
      cluster: {
        performanceInsights: cluster.performanceInsights,
        monitoringIntervalSeconds: cluster.monitoringIntervalSeconds,
      },
    };
    const off = [
      ...unseen
        .filter(({ performanceInsights }) => performanceInsights === false)
        .map(({ identifier }) => `Performance Insights is off on ${identifier}.`),
      ...unmonitored
        .filter(({ monitoringIntervalSeconds: own }) => own === 0)
        .map(({ identifier }) => `Enhanced monitoring is off on ${identifier}.`),
    ];
    if (off.length > 0) {
      return fail('A member is not watched.', expected, actual, { ...resource, details: off });
    }
    if (lacksMember(cluster, members)) return unknown(NOT_ALL_DESCRIBED);
    if (members.length === 0) {
      return fail('The cluster has no member.', expected, actual, resource);
    }
    if (unseen.length + unmonitored.length > 0) {
      return unknown('RDS does not say of all members whether they are watched.');
    }
    return pass(expected, actual, resource);
  },
});
