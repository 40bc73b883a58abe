import { clusterQueries, metricKey } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { seriesWith } from '../../collectors/aws/cloudwatch/testing/series.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './storage.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const GIB = 2 ** 30;
const USED = metricKey(clusterQueries('main').volumeBytesUsed);
const clusters = { main: clusterArtifact() };
const reported = (...bytes: readonly number[]) => ({
  clusters,
  metrics: { [USED]: seriesWith(bytes) },
});

testCheck(check, clusterSubject({ maxStorageGiB: 100 }), {
  pass: [
    { name: 'there is room left', artifacts: reported(57.9 * GIB) },
    { name: 'it is full to the last byte', artifacts: reported(100 * GIB) },
    {
      name: 'it was larger, and gave space back',
      artifacts: reported(120 * GIB, 120 * GIB, 80 * GIB),
    },
  ],
  fail: [
    {
      name: 'a byte too many, as AWS counts',
      artifacts: reported(80 * GIB, 100 * GIB + 1),
      message: 'The volume holds more than the declared storage.',
    },
    {
      name: 'no cluster: what is reported is of one that is gone',
      artifacts: { ...reported(10 * GIB), clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  unknown: [
    {
      name: 'nothing was reported: that is not zero',
      artifacts: reported(),
      message: 'CloudWatch has no size of the volume of the last three hours.',
    },
    {
      name: 'there is no such metric',
      artifacts: { clusters, metrics: { [USED]: null } },
      message: 'CloudWatch has no size of the volume of the last three hours.',
    },
    {
      name: 'a volume is never empty',
      artifacts: reported(0),
      message: 'CloudWatch has a size of the volume that none can have.',
    },
  ],
  error: [
    {
      name: 'the metric could not be seen',
      artifacts: { clusters, metrics: { [USED]: denied('cloudwatch:GetMetricData') } },
      message: 'AWS denied cloudwatch:GetMetricData.',
    },
    {
      name: 'the cluster could not be seen',
      artifacts: { ...reported(GIB), clusters: { main: denied('rds:DescribeDBClusters') } },
      message: 'AWS denied rds:DescribeDBClusters.',
    },
  ],
});
