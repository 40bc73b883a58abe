import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** The server's own log. */
const POSTGRESQL = 'postgresql';

export default defineCheck({
  id: 'aurora/logs-exported',
  title: 'The Aurora cluster sends its PostgreSQL log, and every declared one, to CloudWatch Logs',
  risk: 'After an incident the log is gone with the instance, and no alarm could read it before.',
  remediation: 'Modify the cluster with the log types enabled in its CloudWatch Logs export.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --cloudwatch-logs-export-configuration EnableLogTypes=postgresql',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { cloudwatchLogsExports: ["postgresql"] })',
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html',
  ],
  controls: ['Security Hub 2026-08 RDS.37'],
  proves: ['aurora/logs'],
  needs: { clusters: auroraClusters },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name, declared }, { clusters }) {
    const wanted = [...new Set([POSTGRESQL, ...(declared.logExports ?? [])])].sort();
    const expected = { logExports: wanted };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    // AWS leaves the list out when there is nothing in it.
    const exported = cluster.logExports ?? [];
    const actual = { logExports: [...exported].sort() };
    const resource = { resource: cluster.arn };
    const missing = wanted.filter((type) => !exported.includes(type));
    if (missing.length > 0) {
      return fail('The cluster does not export a log.', expected, actual, {
        ...resource,
        details: missing.map((type) => `${type} is not exported.`),
      });
    }
    return pass(expected, actual, resource);
  },
});
