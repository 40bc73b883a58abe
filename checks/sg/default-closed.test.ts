import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './default-closed.ts';
import { EVERYTHING, group, groups, tcp, twice } from './testing/fixtures.ts';

const main = { name: 'main', path: ['network', 'vpc'], vpc: 'main' };
const byDefault = (rules: Parameters<typeof groups>[0][string]) => ({
  groups: { main: groups({ default: rules, app: { ingress: [EVERYTHING] } }) },
});

testCheck(check, main, {
  pass: [
    { name: 'no rule', artifacts: byDefault({}) },
    {
      name: 'CDK says that nothing is let out (N8)',
      artifacts: byDefault({
        egress: [{ ...tcp(252, 86, { cidrs: ['255.255.255.255/32'] }), protocol: 'icmp' }],
      }),
    },
  ],
  fail: [
    {
      name: 'no VPC',
      artifacts: { groups: { main: null } },
      message: 'The VPC does not exist.',
    },
    {
      name: 'its own members, and everything out',
      artifacts: byDefault({
        ingress: [tcp(0, 65535, group('sg-default'))],
        egress: [EVERYTHING],
      }),
      message: 'The default security group has rules.',
      details: ['Let in: tcp all ports from sg default.', 'Let out: all traffic to 0.0.0.0/0.'],
    },
    {
      name: 'everything out, and the rules for what comes in are left out',
      artifacts: byDefault({ ingress: null, egress: [EVERYTHING] }),
      message: 'The default security group has rules.',
    },
  ],
  unknown: [
    {
      name: 'none is listed',
      artifacts: { groups: { main: groups({ app: {} }) } },
      message: 'EC2 does not list the default security group of the VPC.',
    },
    {
      name: 'two are listed',
      artifacts: { groups: { main: twice('default') } },
      message: 'Several security groups of the VPC have the declared name.',
    },
    ...[{ ingress: null }, { egress: null }].map((rules) => ({
      name: `a list is left out: ${JSON.stringify(rules)}`,
      artifacts: byDefault(rules),
      message: 'Rules of the default security group cannot be read.',
    })),
  ],
  error: [
    {
      name: 'denied',
      artifacts: { groups: { main: denied('ec2:DescribeSecurityGroups') } },
      message: 'AWS denied ec2:DescribeSecurityGroups.',
    },
  ],
});
