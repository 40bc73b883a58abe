import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from '../aurora/subjects.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Aurora's latest restorable time is usually within five minutes; a spec without an objective gets this. */
const DEFAULT_RPO_MINUTES = 15;
/** The old end of the window moves with the daily backup, so it may be short of the retention by up to a day. */
const RETENTION_SLACK_MS = DAY_MS;
/** A new cluster can be restored from its first backup on, which takes a while after the creation. */
const FIRST_BACKUP_MS = 60 * MINUTE_MS;
const NOT_REPORTED = 'AWS reports no restorable time for the cluster.';

export default defineCheck({
  id: 'backup/cluster-restorable',
  title: 'The Aurora cluster can be restored to any recent time within its retention',
  risk: 'After a fault more data is lost than the recovery point objective allows.',
  remediation:
    "Look into the cluster's backup state; a restorable time that stands still needs AWS Support.",
  fix: {
    cli: 'aws rds describe-db-clusters --db-cluster-identifier <cluster> --query "DBClusters[].[EarliestRestorableTime,LatestRestorableTime]"',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { backup: { retention: Duration.days(<days>) } })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-pitr.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html',
  ],
  controls: [],
  proves: ['aurora/backup', 'aurora/recovery'],
  needs: { clusters: auroraClusters },
  none: NO_CLUSTERS,
  subjects: (spec) =>
    declaredClusters(spec).map((subject) => ({ ...subject, objectives: spec.backup })),

  evaluate({ name, objectives }, { clusters }, { takenAt }) {
    const rpoMinutes = objectives?.rpoMinutes ?? DEFAULT_RPO_MINUTES;
    const expected = { maxLagMinutes: rpoMinutes };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const resource = { resource: cluster.arn };
    const { earliestRestorableTime, latestRestorableTime, createdAt, backupRetentionDays } =
      cluster;
    if (latestRestorableTime === null) return unknown(NOT_REPORTED);
    const lagMs = takenAt - Date.parse(latestRestorableTime);
    const actual = {
      lagMinutes: Math.round(lagMs / MINUTE_MS),
      latestRestorableTime,
      earliestRestorableTime,
    };
    if (createdAt === null) {
      return unknown('AWS does not say how old the cluster is.');
    }
    const ageMs = takenAt - Date.parse(createdAt);
    if (lagMs > rpoMinutes * MINUTE_MS) {
      // A cluster that has just been created has no backup to speak of yet.
      if (ageMs <= rpoMinutes * MINUTE_MS) {
        return unsettled('The cluster is too young to have a backup.', expected, actual, resource);
      }
      return fail('The latest restorable time is too long ago.', expected, actual, resource);
    }
    if (earliestRestorableTime === null) return unknown(NOT_REPORTED);
    if (backupRetentionDays === null) return unknown('AWS reports no retention for the cluster.');
    const windowMs = Date.parse(latestRestorableTime) - Date.parse(earliestRestorableTime);
    const wantedMs = Math.min(
      backupRetentionDays * DAY_MS - RETENTION_SLACK_MS,
      ageMs - FIRST_BACKUP_MS,
    );
    if (windowMs < wantedMs) {
      const message = 'The restorable window is shorter than the retention.';
      return fail(message, expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
