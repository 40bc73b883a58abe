import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from '../aurora/subjects.ts';

/** Aurora keeps at least one day by itself, so a retention above zero proves nothing. Security Hub asks for a week. */
const FLOOR_DAYS = 7;

export default defineCheck({
  id: 'backup/cluster-retention',
  title:
    'Backups of the Aurora cluster are taken in the declared window and kept for the declared time, a week at least',
  risk: 'A fault that is found late cannot be undone: the day before it is no longer there.',
  remediation: 'Modify the cluster with the declared BackupRetentionPeriod and backup window.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --backup-retention-period <days> --preferred-backup-window <window>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { backup: { retention: Duration.days(<days>), preferredWindow: "<window>" } })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html',
  ],
  controls: ['Security Hub 2026-08 RDS.50'],
  proves: ['aurora/backup'],
  needs: { clusters: auroraClusters },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name, declared }, { clusters }) {
    const { retentionDays, window } = declared.backup;
    const expected = { minRetentionDays: Math.max(FLOOR_DAYS, retentionDays), window };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const resource = { resource: cluster.arn };
    const { backupRetentionDays, backupWindow } = cluster;
    if (backupRetentionDays === null) return unknown('AWS reports no retention for the cluster.');
    const actual = { retentionDays: backupRetentionDays, window: backupWindow };
    if (backupRetentionDays < expected.minRetentionDays) {
      return fail('Backups are not kept long enough.', expected, actual, resource);
    }
    if (backupWindow === null) return unknown('AWS reports no backup window for the cluster.');
    if (backupWindow !== window) {
      return fail('Backups are taken in another window.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
