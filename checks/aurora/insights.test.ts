import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './insights.ts';
import { clusterSubject, deployed, instanceArtifact } from './testing/fixtures.ts';

const members = (...facts: Parameters<typeof instanceArtifact>[2][]) =>
  facts.map((fact, index) => instanceArtifact(`main-${index + 1}`, 'us-east-1a', fact));
const off = { performanceInsights: false, monitoringIntervalSeconds: 0 };
const untold = { performanceInsights: null, monitoringIntervalSeconds: null };

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'every member', artifacts: deployed(members({}, {}), { performanceInsights: false }) },
    {
      name: 'set on the cluster for all (A4)',
      artifacts: deployed(members(off, untold), {
        performanceInsights: true,
        monitoringIntervalSeconds: 60,
      }),
    },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { ...deployed(members({})), clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
    {
      name: 'no member',
      artifacts: deployed([]),
      message: 'The cluster has no member.',
    },
    {
      name: 'one member alone is not watched',
      artifacts: deployed(members({}, off), { performanceInsights: false }),
      message: 'A member is not watched.',
      details: ['Performance Insights is off on main-2.', 'Enhanced monitoring is off on main-2.'],
    },
  ],
  unknown: [
    {
      name: 'nothing is said of a member',
      artifacts: deployed(members({}, untold), { performanceInsights: null }),
      message: 'RDS does not say of all members whether they are watched.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: {
        ...deployed(members({})),
        instances: { main: denied('rds:DescribeDBInstances') },
      },
      message: 'AWS denied rds:DescribeDBInstances.',
    },
  ],
});
