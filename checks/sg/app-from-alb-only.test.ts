import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { EVERYTHING, group, groups, groupSubject, tcp, twice } from './testing/fixtures.ts';
import check from './app-from-alb-only.ts';

const subject = {
  ...groupSubject('app', {
    ingress: [{ protocol: 'tcp', ports: 8080, from: { group: 'peer' } }],
  }),
  ports: [8080],
  balancers: [['alb']],
};
const deployed = (...ingress: ReturnType<typeof tcp>[]) => ({
  groups: { main: groups({ app: { ingress }, alb: {}, peer: {}, other: {} }) },
});
const ALB = tcp(8080, 8080, group('sg-alb'));
const MORE = 'The container port is open to more than the load balancer.';

testCheck(check, subject, {
  pass: [
    {
      name: 'one of the groups of the load balancer',
      subject: { balancers: [['alb', 'other']] },
      artifacts: deployed(ALB),
    },
    { name: 'the load balancer alone', artifacts: deployed(ALB) },
    {
      name: 'a declared peer as well',
      artifacts: deployed(ALB, tcp(8080, 8080, group('sg-peer'))),
    },
    {
      name: 'others at another port',
      artifacts: deployed(ALB, tcp(9090, 9090, group('sg-other'))),
    },
    { name: 'the load balancer by a range', artifacts: deployed(tcp(8000, 9000, group('sg-alb'))) },
  ],
  fail: [
    {
      name: 'a load balancer whose group does not exist',
      subject: { balancers: [['gone']] },
      artifacts: deployed(),
      message: 'The load balancer is not let in.',
    },
    {
      name: 'one of two load balancers',
      subject: { balancers: [['alb'], ['other']] },
      artifacts: deployed(ALB),
      message: 'The load balancer is not let in.',
    },
    {
      name: 'a peer that is declared at another port',
      subject: {
        ...groupSubject('app', {
          ingress: [{ protocol: 'tcp', ports: 9100, from: { group: 'peer' } }],
        }),
      },
      artifacts: deployed(ALB, tcp(8080, 8080, group('sg-peer'))),
      message: MORE,
    },
    {
      name: 'no group',
      artifacts: { groups: { main: groups({}) } },
      message: 'The security group does not exist.',
    },
    {
      name: 'a block of the VPC',
      artifacts: deployed(ALB, tcp(8080, 8080, { cidrs: ['10.0.0.0/16'] })),
      message: MORE,
    },
    { name: 'everybody by all ports', artifacts: deployed(ALB, EVERYTHING), message: MORE },
    {
      name: 'another group by a range',
      artifacts: deployed(ALB, tcp(1024, 65535, group('sg-other'))),
      message: MORE,
    },
    {
      name: 'a prefix list (N4)',
      artifacts: deployed(ALB, tcp(8080, 8080, { prefixLists: ['pl-1'] })),
      message: MORE,
    },
    {
      name: 'peers alone',
      artifacts: deployed(tcp(8080, 8080, group('sg-peer'))),
      message: 'The load balancer is not let in.',
    },
    { name: 'nobody', artifacts: deployed(), message: 'The load balancer is not let in.' },
  ],
  unknown: [
    {
      name: 'two groups of the name',
      artifacts: { groups: { main: twice('app') } },
      message: 'Several security groups of the VPC have the declared name.',
    },
    {
      name: 'a rule that cannot be read',
      artifacts: deployed(ALB, { ...ALB, protocol: null }),
      message: 'Rules of the security group cannot be read.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { groups: { main: denied('ec2:DescribeSecurityGroups') } },
      message: 'AWS denied ec2:DescribeSecurityGroups.',
    },
  ],
});

test('the groups are those of services behind a load balancer', () => {
  const spec = {
    network: { vpc: { name: 'main' } },
    securityGroups: {
      app: { role: 'service', ingress: [], egress: [] },
      idle: { role: 'service', ingress: [], egress: [] },
    },
    loadBalancers: {
      public: {
        securityGroups: ['alb'],
        listeners: {
          https: { targetGroup: 'one', rules: { two: { targetGroup: 'two' } } },
          http: {},
        },
      },
    },
    clusters: {
      main: {
        services: {
          a: {
            loadBalancer: { targetGroup: 'two', port: 8080 },
            network: { securityGroups: ['app'] },
          },
          b: { network: { securityGroups: ['idle'] } },
        },
      },
    },
  } as unknown as Spec;
  expect(
    check.subjects(spec).map(({ group: name, ports, balancers }) => [name, ports, balancers]),
  ).toEqual([['app', [8080], [['alb']]]]);
});
