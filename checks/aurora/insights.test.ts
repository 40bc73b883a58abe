import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './insights.ts';
import {
  clusterArtifact,
  clusterSubject,
  deployed,
  instanceArtifact,
  TWO_MEMBERS,
} from './testing/fixtures.ts';

const members = (...facts: Parameters<typeof instanceArtifact>[2][]) =>
  facts.map((fact, index) => instanceArtifact(`main-${index + 1}`, 'us-east-1a', fact));
const off = { performanceInsights: false, monitoringIntervalSeconds: 0 };
const untold = { performanceInsights: null, monitoringIntervalSeconds: null };

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'every member', artifacts: deployed(members({}, {}), { performanceInsights: false }) },
    {
      name: 'set on the cluster for all (A4)',
      artifacts: deployed(members({ monitoringIntervalSeconds: 0 }, untold), {
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
      name: 'off on a member, whatever the cluster says',
      artifacts: deployed(members({}, { performanceInsights: false }), {
        performanceInsights: true,
      }),
      message: 'A member is not watched.',
      details: ['Performance Insights is off on main-2.'],
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
      name: 'a member that the cluster names is not described',
      artifacts: { ...deployed(TWO_MEMBERS), instances: { main: members({}) } },
      message: 'AWS does not describe every member of the cluster.',
    },
    {
      name: 'AWS does not list the members',
      artifacts: { clusters: { main: clusterArtifact() }, instances: { main: null } },
      message: 'AWS does not list the members of the cluster.',
    },
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
