import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './minor-upgrade.ts';
import {
  clusterArtifact,
  clusterSubject,
  deployed,
  instanceArtifact,
  TWO_MEMBERS,
} from './testing/fixtures.ts';

const members = (...facts: Parameters<typeof instanceArtifact>[2][]) =>
  facts.map((fact, index) => instanceArtifact(`main-${index + 1}`, 'us-east-1a', fact));
const upgrading = (...settings: (boolean | null)[]) =>
  deployed(members(...settings.map((autoMinorVersionUpgrade) => ({ autoMinorVersionUpgrade }))));

testCheck(check, clusterSubject({ autoMinorVersionUpgrade: true }), {
  pass: [
    { name: 'all of them (A2)', artifacts: upgrading(true, true) },
    {
      name: 'none, as declared',
      subject: { ...clusterSubject({ autoMinorVersionUpgrade: false }) },
      artifacts: upgrading(false),
    },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { ...upgrading(true), clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
    { name: 'no member', artifacts: upgrading(), message: 'The cluster has no member.' },
    {
      name: 'one of two',
      artifacts: upgrading(true, false),
      message: 'A member has another setting than declared.',
      details: ['main-2 has another setting.'],
    },
  ],
  unknown: [
    {
      name: 'a member that the cluster names is not described',
      artifacts: {
        ...deployed(TWO_MEMBERS),
        instances: { main: members({ autoMinorVersionUpgrade: true }) },
      },
      message: 'AWS does not describe every member of the cluster.',
    },
    {
      name: 'AWS does not list the members',
      artifacts: { clusters: { main: clusterArtifact() }, instances: { main: null } },
      message: 'AWS does not list the members of the cluster.',
    },
    {
      name: 'AWS does not say',
      artifacts: upgrading(true, null),
      message: 'RDS does not give the setting of all members.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { ...upgrading(), instances: { main: denied('rds:DescribeDBInstances') } },
      message: 'AWS denied rds:DescribeDBInstances.',
    },
  ],
});
