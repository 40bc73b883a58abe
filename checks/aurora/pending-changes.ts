import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { pendingMaintenance } from '../../collectors/aws/rds/pending-maintenance.ts';
import { defineCheck } from '../../core/check.ts';
import type { Observation } from '../../core/observation.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { lacksMember, NOT_ALL_DESCRIBED, NOT_LISTED } from './members.ts';
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
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_PendingModifiedValues.html',
  ],
  controls: [],
  proves: ['aurora/maintenance'],
  needs: {
    clusters: auroraClusters,
    instances: auroraInstances,
    maintenance: pendingMaintenance,
  },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { clusters, instances, maintenance }) {
    const expected = { pending: [], pendingEngineVersion: null, pendingChanges: [] };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const { pendingEngineVersion } = cluster;
    // What is known to be pending is told also where the rest is not seen.
    const described = foundOf(instances.look(name));
    const names = cluster.members.map(({ instance }) => instance.toLowerCase());
    const actions = maintenance.look(name);
    const pending = foundOf(actions).filter(
      ({ instance }) => instance === null || names.includes(instance),
    );
    const changes = [
      // The version has a sentence of its own.
      ...cluster.pendingChanges
        .filter((change) => change !== 'EngineVersion')
        .map((change) => `${change} of the cluster`),
      ...described.flatMap(({ identifier, pendingChanges }) =>
        pendingChanges.map((change) => `${change} of ${identifier}`),
      ),
    ];
    const actual = {
      pending: actions.state === 'unseen' ? null : pending,
      pendingEngineVersion,
      pendingChanges: changes,
    };
    const details = [
      ...pending.map(({ instance, action, forcedAt, appliedAt }) => {
        const at = forcedAt ?? appliedAt;
        const what = `${action ?? 'An action'}${instance === null ? '' : ` of ${instance}`}`;
        return at === null
          ? `${what} waits until somebody asks for it.`
          : `${what} will be applied ${at}.`;
      }),
      ...(pendingEngineVersion === null ? [] : [`Version ${pendingEngineVersion} is to come.`]),
      ...changes.map((change) => `${change} is to be changed.`),
    ];
    const resource = { resource: cluster.arn };
    if (details.length > 0) {
      const message = 'A change of the cluster is pending.';
      return fail(message, expected, actual, { ...resource, details });
    }
    // That nothing is pending is known only where both were seen.
    maintenance.get(name);
    const members = instances.get(name);
    if (members === null) return unknown(NOT_LISTED);
    if (lacksMember(cluster, members)) return unknown(NOT_ALL_DESCRIBED);
    return pass(expected, actual, resource);
  },
});

function foundOf<Item>(observed: Observation<readonly Item[]>): readonly Item[] {
  return observed.state === 'present' ? observed.value : [];
}
