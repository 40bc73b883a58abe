import { denied, testCheck } from '../../core/testing/test-check.ts';
import { group, groups, groupSubject, tcp, twice } from './testing/fixtures.ts';
import check from './stale-references.ts';

const having = (ids: string[], stale: string[] = []) => ({
  groups: { main: groups({ app: { ingress: [tcp(80, 80, group(...ids))] }, alb: {} }) },
  stale: { main: stale },
});

testCheck(
  check,
  { ...groupSubject('app', {}) },
  {
    pass: [
      { name: 'a group of the VPC', artifacts: having(['sg-alb']) },
      {
        name: 'a group of another account (N7)',
        artifacts: {
          ...having([]),
          groups: {
            main: groups({
              app: {
                ingress: [tcp(80, 80, { groups: [{ id: 'sg-far', account: '999988887777' }] })],
              },
            }),
          },
        },
      },
      { name: 'another group is stale', artifacts: having(['sg-alb'], ['sg-alb']) },
    ],
    fail: [
      {
        name: 'no group',
        artifacts: { ...having([]), groups: { main: groups({}) } },
        message: 'The security group does not exist.',
      },
      {
        name: 'a group that was deleted (N7)',
        artifacts: having(['sg-gone']),
        message: 'A rule names a group that is not in the VPC.',
        details: ['Not in the VPC: sg-gone.'],
      },
      {
        name: 'a group of a VPC that was a peer',
        artifacts: having(['sg-alb'], ['sg-app']),
        message: 'A rule names a group that is out of reach.',
      },
    ],
    unknown: [
      {
        name: 'two of the name',
        artifacts: { ...having([]), groups: { main: twice('app') } },
        message: 'Several security groups of the VPC have the declared name.',
      },
      {
        name: 'a list that is left out',
        artifacts: { ...having([]), groups: { main: groups({ app: { ingress: null } }) } },
        message: 'Rules of the security group cannot be read.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: {
          ...having(['sg-alb']),
          stale: { main: denied('ec2:DescribeStaleSecurityGroups') },
        },
        message: 'AWS denied ec2:DescribeStaleSecurityGroups.',
      },
    ],
  },
);
