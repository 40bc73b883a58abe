import { denied, testCheck } from '../../core/testing/test-check.ts';
import { groups, groupSubject, twice } from './testing/fixtures.ts';
import check from './stale-references.ts';

const having = (...stale: string[]) => ({
  groups: { main: groups({ app: {}, alb: {} }) },
  stale: { main: stale },
});

testCheck(
  check,
  { ...groupSubject('app', {}) },
  {
    pass: [
      { name: 'none', artifacts: having() },
      { name: 'another group is stale', artifacts: having('sg-alb') },
    ],
    fail: [
      {
        name: 'no group',
        artifacts: { ...having(), groups: { main: groups({}) } },
        message: 'The security group does not exist.',
      },
      {
        name: 'a group that was deleted, or that is of a VPC that was a peer (N7)',
        artifacts: having('sg-app'),
        message: 'A rule names a group that is gone or out of reach.',
      },
    ],
    unknown: [
      {
        name: 'two of the name',
        artifacts: { ...having(), groups: { main: twice('app') } },
        message: 'Several security groups of the VPC have the declared name.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { ...having(), stale: { main: denied('ec2:DescribeStaleSecurityGroups') } },
        message: 'AWS denied ec2:DescribeStaleSecurityGroups.',
      },
    ],
  },
);
