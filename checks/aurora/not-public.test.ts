import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './not-public.ts';
import {
  clusterArtifact,
  clusterSubject,
  deployed,
  instanceArtifact,
  TWO_MEMBERS,
} from './testing/fixtures.ts';

const members = (...list: ReturnType<typeof instanceArtifact>[]) => deployed(list);

testCheck(check, clusterSubject(), {
  pass: [{ name: 'no member is', artifacts: members(...TWO_MEMBERS) }],
  fail: [
    {
      name: 'one of two is',
      artifacts: members(
        instanceArtifact('main-1', 'us-east-1a'),
        instanceArtifact('main-2', 'us-east-1b', { publiclyAccessible: true }),
      ),
      message: 'A member is publicly accessible.',
      details: ['main-2 is publicly accessible.'],
    },
    {
      name: 'one is, and of the other AWS says nothing',
      artifacts: members(
        instanceArtifact('main-1', 'us-east-1a', { publiclyAccessible: null }),
        instanceArtifact('main-2', 'us-east-1b', { publiclyAccessible: true }),
      ),
      message: 'A member is publicly accessible.',
    },
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null }, instances: { main: [] } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  unknown: [
    {
      name: 'a member that the cluster names is not described',
      artifacts: {
        ...members(...TWO_MEMBERS),
        instances: { main: [instanceArtifact('main-1', 'us-east-1a')] },
      },
      message: 'AWS does not describe every member of the cluster.',
    },
    { name: 'no member', artifacts: members(), message: 'The cluster has no member to judge.' },
    {
      name: 'AWS leaves it out',
      artifacts: members(instanceArtifact('main-1', 'us-east-1a', { publiclyAccessible: null })),
      message: 'AWS does not say whether a member is publicly accessible.',
    },
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
