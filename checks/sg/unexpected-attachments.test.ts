import { denied, testCheck } from '../../core/testing/test-check.ts';
import { groups, groupSubject, twice } from './testing/fixtures.ts';
import check from './unexpected-attachments.ts';

const TASK = 'arn:aws:ecs:us-east-1:123456789012:attachment/1';
const eni = (
  description: string | null,
  attached: string[] | null = ['sg-app'],
  requester: string | null = null,
) => {
  return { type: 'interface', description, requester, groups: attached };
};
const having = (...all: ReturnType<typeof eni>[]) => ({
  groups: { main: groups({ app: {} }) },
  interfaces: { main: Object.fromEntries(all.map((each, index) => [`eni-${index}`, each])) },
});
const OTHER = 'Something else is attached to the security group.';
const as = (role: 'load-balancer' | 'database' | 'endpoint') => ({
  declared: groupSubject('app', { role }).declared,
});

testCheck(
  check,
  { ...groupSubject('app', { role: 'service' }) },
  {
    pass: [
      { name: 'tasks', artifacts: having(eni(TASK), eni(TASK)) },
      { name: 'nothing', artifacts: having() },
      {
        name: 'others have other groups',
        artifacts: having(eni(TASK), eni('a machine', ['sg-other'])),
      },
      {
        name: 'a load balancer',
        subject: as('load-balancer'),
        artifacts: having(eni('ELB app/public/1', ['sg-app'], 'amazon-elb')),
      },
      {
        name: 'a database',
        subject: as('database'),
        artifacts: having(eni('RDSNetworkInterface')),
      },
      {
        name: 'an endpoint',
        subject: as('endpoint'),
        artifacts: having({ ...eni(null), type: 'vpc_endpoint' }),
      },
    ],
    fail: [
      {
        name: 'no group',
        artifacts: { ...having(), groups: { main: groups({}) } },
        message: 'The security group does not exist.',
      },
      {
        name: 'a machine',
        artifacts: having(eni(TASK), eni('')),
        message: OTHER,
        details: ['eni-1: '],
      },
      { name: 'a function', artifacts: having(eni('AWS Lambda VPC ENI-f')), message: OTHER },
      {
        name: 'a task in the group of the database',
        subject: as('database'),
        artifacts: having(eni(TASK)),
        message: OTHER,
      },
    ],
    unknown: [
      {
        name: 'two of the name',
        artifacts: { ...having(), groups: { main: twice('app') } },
        message: 'Several security groups of the VPC have the declared name.',
      },
      {
        name: 'groups that are left out',
        artifacts: having(eni(TASK, null)),
        message: 'EC2 does not give the groups of every network interface.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { ...having(), interfaces: { main: denied('ec2:DescribeNetworkInterfaces') } },
        message: 'AWS denied ec2:DescribeNetworkInterfaces.',
      },
    ],
  },
);
