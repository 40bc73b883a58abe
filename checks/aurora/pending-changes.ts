import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { pendingMaintenance } from '../../collectors/aws/rds/pending-maintenance.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

export default defineCheck({
  id: 'aurora/pending-changes',
  title: 'Nothing is pending that RDS would change of the Aurora cluster',
  risk: 'RDS restarts the database in the middle of the cutover.',
  remediation: 'Apply the pending action now, or defer it beyond the cutover.',
  fix: {
    cli: 'aws rds apply-pending-maintenance-action --resource-identifier <cluster-arn> --apply-action <action> --opt-in-type immediate',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { preferredMaintenanceWindow: "Sun:05:00-Sun:06:00" })',
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Maintenance.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribePendingMaintenanceActions.html',
  ],
  controls: [],
  proves: ['aurora/maintenance'],
  needs: { clusters: auroraClusters, maintenance: pendingMaintenance },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { clusters, maintenance }) {
    const expected = { pending: [], pendingEngineVersion: null };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const { pendingEngineVersion, members } = cluster;
    const instances = members.map(({ instance }) => instance.toLowerCase());
    const pending = (maintenance.get(name) ?? []).filter(
      ({ instance }) => instance === null || instances.includes(instance),
    );
    const actual = { pending, pendingEngineVersion };
    const details = [
      ...pending.map(({ instance, action, forcedAt, appliedAt }) => {
        const at = forcedAt ?? appliedAt;
        const what = `${action ?? 'An action'}${instance === null ? '' : ` of ${instance}`}`;
        return at === null
          ? `${what} waits until somebody asks for it.`
          : `${what} will be applied ${at}.`;
      }),
      ...(pendingEngineVersion === null ? [] : [`Version ${pendingEngineVersion} is to come.`]),
    ];
    return details.length === 0
      ? pass(expected, actual, { resource: cluster.arn })
      : fail('A change of the cluster is pending.', expected, actual, {
          resource: cluster.arn,
          details,
        });
  },
});
