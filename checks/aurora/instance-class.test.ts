import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './instance-class.ts';
import {
  clusterArtifact,
  clusterSubject,
  deployed,
  instanceArtifact,
  TWO_MEMBERS,
} from './testing/fixtures.ts';

const classes = (...list: (string | null)[]) =>
  deployed(
    list.map((instanceClass, index) =>
      instanceArtifact(`main-${index + 1}`, 'us-east-1a', { instanceClass }),
    ),
  );
const PROVISIONED = 'A member of the cluster is provisioned.';

testCheck(check, clusterSubject(), {
  pass: [{ name: 'all are serverless', artifacts: classes('db.serverless', 'db.serverless') }],
  fail: [
    {
      name: 'the cluster has a capacity, and a provisioned reader (A4)',
      artifacts: classes('db.serverless', 'db.r6g.large'),
      message: PROVISIONED,
      details: ['main-2 is db.r6g.large.'],
    },
    {
      name: 'all are provisioned',
      artifacts: classes('db.r6g.large', 'db.t4g.medium'),
      message: PROVISIONED,
    },
    {
      name: 'one is provisioned, and of the other AWS says nothing',
      artifacts: classes(null, 'db.r6g.large'),
      message: PROVISIONED,
    },
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null }, instances: { main: [] } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  unknown: [
    {
      name: 'AWS leaves a class out',
      artifacts: classes('db.serverless', null),
      message: 'AWS does not give the class of a member.',
    },
    {
      name: 'a member that the cluster names is not described',
      artifacts: {
        ...deployed(TWO_MEMBERS),
        instances: { main: [instanceArtifact('main-1', 'us-east-1a')] },
      },
      message: 'AWS does not describe every member of the cluster.',
    },
    { name: 'no member', artifacts: classes(), message: 'The cluster has no member to judge.' },
    {
      name: 'AWS does not list the members',
      artifacts: { clusters: { main: clusterArtifact() }, instances: { main: null } },
      message: 'AWS does not list the members of the cluster.',
    },
  ],
  error: [
    {
      name: 'members denied',
      artifacts: {
        clusters: { main: clusterArtifact() },
        instances: { main: denied('rds:DescribeDBInstances') },
      },
      message: 'AWS denied rds:DescribeDBInstances.',
    },
  ],
});
