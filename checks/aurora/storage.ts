import { clusterQueries, metricKey } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { metricSeries } from '../../collectors/aws/cloudwatch/metrics.ts';
import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

const GIB = 2 ** 30;

/**
 * The latest size within three hours. CloudWatch keeps it by the cluster's name, so of a cluster that has just taken over
 * the name of another it may still be the other's.
 */
export default defineCheck({
  id: 'aurora/storage',
  title: 'The volume of the Aurora cluster holds no more than the declared storage',
  risk: 'The database has outgrown what it was planned and paid for, and grows on unseen.',
  remediation:
    'Delete or archive what is not needed and give its space back, or declare the storage that is.',
  fix: {
    cli: 'aws cloudwatch put-metric-alarm --alarm-name <alarm> --namespace AWS/RDS --metric-name VolumeBytesUsed --dimensions Name=DBClusterIdentifier,Value=<cluster> --statistic Maximum --period 3600 --evaluation-periods 1 --comparison-operator GreaterThanThreshold --threshold <bytes> --alarm-actions <topic>',
    cdk: 'cluster.metricVolumeBytesUsed().createAlarm(this, "<id>", { threshold: <bytes>, evaluationPeriods: 1 })',
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Performance.html',
  ],
  controls: [],
  proves: ['sizing/storage'],
  needs: { clusters: auroraClusters, metrics: metricSeries },
  none: NO_CLUSTERS,
  subjects: (spec) =>
    declaredClusters(spec).map((subject) =>
      subject.declared.maxStorageGiB === undefined
        ? { ...subject, notApplicable: 'The spec declares no greatest storage of the cluster.' }
        : subject,
    ),

  evaluate({ name, declared }, { clusters, metrics }) {
    const { maxStorageGiB } = declared;
    if (maxStorageGiB === undefined) return unknown('The spec declares no greatest storage.');
    const expected = { storageGiBAtMost: maxStorageGiB };
    // The series of a cluster outlives it.
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const latest = metrics.get(metricKey(clusterQueries(name).volumeBytesUsed))?.points.at(-1);
    if (latest === undefined) {
      return unknown('CloudWatch has no size of the volume of the last three hours.');
    }
    if (latest.value <= 0) {
      return unknown('CloudWatch has a size of the volume that none can have.');
    }
    const actual = { storageGiB: latest.value / GIB, reportedAt: latest.at };
    const resource = { resource: cluster.arn };
    return latest.value <= maxStorageGiB * GIB
      ? pass(expected, actual, resource)
      : fail('The volume holds more than the declared storage.', expected, actual, resource);
  },
});
