import type { LoadBalancerItem } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { deployedSubnets } from '../network/testing/fixtures.ts';
import check from './active.ts';
import { balancerArtifact, balancerSubject } from './testing/fixtures.ts';

const subject = { ...balancerSubject(), vpc: 'main' };
const group = (name: string) => ({ name, owner: '123456789012', ingress: [], egress: [] });
const GROUPS = {
  byId: { 'sg-alb': group('alb'), 'sg-worker': group('worker') },
  idsByName: { alb: ['sg-alb'], worker: ['sg-worker'] },
};
const balancer = (facts: Partial<LoadBalancerItem> = {}) => ({
  balancers: { public: balancerArtifact(facts) },
  vpcSubnets: { main: deployedSubnets() },
  vpcGroups: { main: GROUPS },
});
const zone = (name: string, subnetId: string | null) => ({ name, subnetId });
const [A, B] = [zone('us-east-1a', 'subnet-public-a'), zone('us-east-1b', 'subnet-public-b')];

const ELSEWHERE = 'The load balancer has other subnets or security groups than the declared ones.';
const MISSING = 'A declared subnet or security group does not exist.';
const NO_PLACEMENT = 'AWS does not give all subnets and security groups of the load balancer.';
const blind = {
  vpcSubnets: { main: denied('ec2:DescribeSubnets') },
  vpcGroups: { main: denied('ec2:DescribeSecurityGroups') },
};

testCheck(check, subject, {
  pass: [{ name: 'as declared, in another order', artifacts: balancer({ zones: [B, A] }) }],
  fail: [
    {
      name: 'absent from AWS',
      artifacts: { ...balancer(), balancers: { public: null } },
      message: 'The load balancer does not exist.',
    },
    {
      name: 'another type',
      artifacts: balancer({ type: 'network' }),
      message: 'The load balancer is of another type.',
    },
    {
      name: 'open to the internet, and internal is declared',
      artifacts: balancer(),
      subject: { declared: { ...subject.declared, scheme: 'internal' } },
      message: 'The load balancer has another scheme than declared.',
    },
    ...['failed', 'active_impaired'].map((state) => ({
      name: state,
      artifacts: balancer({ state, stateReason: 'There are no free addresses.' }),
      message: 'The load balancer is not active.',
      details: ['There are no free addresses.'],
    })),
    {
      name: 'in one zone',
      artifacts: balancer({ zones: [A] }),
      message: 'The load balancer stands in too few zones.',
    },
    {
      name: 'not active, and the spec declares no network',
      artifacts: balancer({ state: 'failed' }),
      subject: { vpc: null },
      message: 'The load balancer is not active.',
    },
    {
      name: 'in one zone, and the VPC is not seen',
      artifacts: { ...balancer({ zones: [A] }), ...blind },
      message: 'The load balancer stands in too few zones.',
    },
    {
      name: 'in private subnets',
      artifacts: balancer({
        zones: [zone('us-east-1a', 'subnet-private-a'), zone('us-east-1b', 'subnet-private-b')],
      }),
      message: ELSEWHERE,
    },
    {
      name: 'with the security group of a service',
      artifacts: balancer({ securityGroups: ['sg-worker'] }),
      message: ELSEWHERE,
    },
    {
      name: 'with a security group beside the declared one',
      artifacts: balancer({ securityGroups: ['sg-alb', 'sg-worker'] }),
      message: ELSEWHERE,
    },
    {
      name: 'no VPC of the declared name',
      artifacts: { ...balancer(), vpcSubnets: { main: null }, vpcGroups: { main: null } },
      message: 'The declared VPC does not exist.',
    },
    {
      name: 'a declared subnet and group are not in the VPC',
      artifacts: {
        ...balancer(),
        vpcSubnets: { main: deployedSubnets({ 'public-b': { name: 'other' } }) },
        vpcGroups: { main: { byId: {}, idsByName: {} } },
      },
      message: MISSING,
      details: ['The VPC has no public-b.', 'The VPC has no alb.'],
    },
  ],
  unsettled: [
    {
      name: 'provisioning',
      artifacts: balancer({ state: 'provisioning' }),
      message: 'The load balancer is being provisioned.',
    },
  ],
  unknown: [
    {
      name: 'the spec declares no network',
      artifacts: balancer(),
      subject: { vpc: null },
      message: 'The spec declares no network in which to look up names.',
    },
    ...(['state', 'type', 'scheme'] as const).map((fact) => ({
      name: `AWS leaves out ${fact}`,
      artifacts: balancer({ [fact]: null }),
      message: 'AWS does not give state, type and scheme of the load balancer.',
    })),
    {
      name: 'AWS leaves out the zones',
      artifacts: balancer({ zones: null }),
      message: NO_PLACEMENT,
    },
    {
      name: 'AWS leaves out a subnet',
      artifacts: balancer({ zones: [A, zone('us-east-1b', null)] }),
      message: NO_PLACEMENT,
    },
    {
      name: 'AWS leaves out the security groups',
      artifacts: balancer({ securityGroups: null }),
      message: NO_PLACEMENT,
    },
    {
      name: 'two subnets of one name',
      artifacts: {
        ...balancer(),
        vpcSubnets: { main: deployedSubnets({ 'private-a': { name: 'public-a' } }) },
      },
      message: 'Several subnets of the VPC have the declared Name tag.',
    },
    {
      name: 'two security groups of one name',
      artifacts: {
        ...balancer(),
        vpcGroups: { main: { ...GROUPS, idsByName: { alb: ['sg-alb', 'sg-worker'] } } },
      },
      message: 'Several security groups of the VPC have the declared name.',
    },
  ],
  error: [
    {
      name: 'the load balancers are denied',
      artifacts: {
        ...balancer(),
        balancers: { public: denied('elasticloadbalancing:DescribeLoadBalancers') },
      },
      message: 'AWS denied elasticloadbalancing:DescribeLoadBalancers.',
    },
    {
      name: 'the VPC is denied',
      artifacts: { ...balancer(), ...blind },
      message: 'AWS denied ec2:DescribeSubnets.',
    },
  ],
});
