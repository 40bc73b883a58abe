import { denied, testCheck } from '../../core/testing/test-check.ts';
import { group, groups, tcp } from '../sg/testing/fixtures.ts';
import { deployedEndpoints, deployedSubnets, networkSubject } from './testing/fixtures.ts';
import check from './endpoint-access.ts';

const subject = {
  ...networkSubject(),
  name: 'interface logs',
  type: 'Interface' as const,
  service: 'logs',
  clients: ['app', 'worker'],
  privateSubnets: ['private-a', 'private-b'],
};
const HTTPS = tcp(443, 443, group('sg-app', 'sg-worker'));
const having = (
  ingress: ReturnType<typeof tcp>[] = [HTTPS],
  facts: Parameters<typeof deployedEndpoints>[0] = {},
) => ({
  endpoints: { main: deployedEndpoints(facts) },
  groups: { main: groups({ endpoints: { ingress }, app: {}, worker: {} }) },
  lists: { endpoints: [{ id: 'pl-vpc', name: 'vpc', cidrs: ['10.0.0.0/16'] }] },
  subnets: { main: deployedSubnets() },
});
const renamed = (all: ReturnType<typeof deployedEndpoints>) =>
  Object.fromEntries(Object.entries(all).map(([id, endpoint]) => [`${id}-old`, endpoint]));
const policy = (statement: object | string) => ({
  logs: {
    policy:
      typeof statement === 'string'
        ? statement
        : JSON.stringify({ Version: '2012-10-17', Statement: statement }),
  },
});
const ALL = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

const objectsOf = (Resource: string) => ({
  ...having(),
  endpoints: {
    main: deployedEndpoints({
      s3: {
        policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ ...ALL, Action: 's3:GetObject', Resource }],
        }),
      },
    }),
  },
});

testCheck(check, subject, {
  pass: [
    {
      name: 'the layers of images, which AWS signs itself',
      subject: { type: 'Gateway', service: 's3', clients: [] },
      artifacts: objectsOf('arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*'),
    },
    { name: 'the groups of the tasks', artifacts: having() },
    {
      name: 'the block of the VPC',
      artifacts: having([tcp(443, 443, { cidrs: ['10.0.0.0/16'] })]),
    },
    {
      name: 'a prefix list (N4)',
      artifacts: having([tcp(443, 443, { prefixLists: ['pl-vpc'] })]),
    },
    {
      name: 'one that is deleted beside it',
      artifacts: {
        ...having(),
        endpoints: {
          main: {
            ...deployedEndpoints(),
            ...renamed(deployedEndpoints({ logs: { state: 'deleted', policy: null } })),
          },
        },
      },
    },
    {
      name: 'a gateway, which has no group',
      subject: { type: 'Gateway' as const, service: 's3', clients: [] },
      artifacts: having([]),
    },
  ],
  fail: [
    {
      name: 'objects of everybody',
      subject: { type: 'Gateway', service: 's3', clients: [] },
      artifacts: objectsOf('arn:aws:s3:::prod-*'),
      message: 'The policy of the endpoint lets in others.',
    },
    {
      name: 'everybody from the VPC, as every request comes from there',
      artifacts: having(
        [HTTPS],
        policy([{ ...ALL, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }]),
      ),
      message: 'The policy of the endpoint lets in others.',
      details: ['Let in: Everyone.'],
    },
    {
      name: 'no endpoint',
      artifacts: having([HTTPS], { logs: null }),
      message: 'The endpoint does not exist.',
    },
    {
      name: 'one client of two',
      artifacts: having([tcp(443, 443, group('sg-app'))]),
      message: 'The endpoint shuts out tasks.',
    },
    {
      name: 'another port',
      artifacts: having([tcp(80, 80, { cidrs: ['0.0.0.0/0'] })]),
      message: 'The endpoint shuts out tasks.',
    },
    {
      name: 'a policy for everybody, as AWS gives it',
      artifacts: having([HTTPS], policy(ALL)),
      message: 'The policy of the endpoint lets in others.',
      details: ['Let in: Everyone.'],
    },
    {
      name: 'a policy for another account',
      artifacts: having([HTTPS], policy({ ...ALL, Principal: { AWS: '999988887777' } })),
      message: 'The policy of the endpoint lets in others.',
    },
  ],
  unknown: [
    {
      name: 'everybody of an organization, and none is declared',
      artifacts: having(
        [HTTPS],
        policy([{ ...ALL, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }]),
      ),
      message: 'The policy lets in a network or an organization, and whose that is cannot be told.',
    },
    {
      name: 'a denial of others',
      artifacts: having(
        [HTTPS],
        policy([
          ALL,
          {
            ...ALL,
            Effect: 'Deny',
            Condition: { StringNotEquals: { 'aws:PrincipalAccount': '123456789012' } },
          },
        ]),
      ),
      message: 'Whether denials of the policy take back what it lets in is not judged.',
    },
    {
      name: 'the block of one of two subnets of a declared name, in the other of which tasks may be',
      artifacts: {
        ...having([tcp(443, 443, { cidrs: ['10.0.10.0/23', '10.0.12.0/23'] })]),
        subnets: { main: deployedSubnets({ 'public-a': { name: 'private-a' } }) },
      },
      message: 'The policy or the security groups of the endpoint cannot be told.',
    },
    {
      name: 'nobody who is declared to call',
      subject: { clients: [] },
      artifacts: having(),
      message: 'The policy or the security groups of the endpoint cannot be told.',
    },
    {
      name: 'no policy',
      artifacts: having([HTTPS], { logs: { policy: null } }),
      message: 'The policy or the security groups of the endpoint cannot be told.',
    },
    {
      name: 'a policy that is no JSON',
      artifacts: having([HTTPS], policy('<')),
      message: 'The policy or the security groups of the endpoint cannot be told.',
    },
    {
      name: 'groups that are left out',
      artifacts: having([HTTPS], { logs: { groups: null } }),
      message: 'The policy or the security groups of the endpoint cannot be told.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { ...having(), endpoints: { main: denied('ec2:DescribeVpcEndpoints') } },
      message: 'AWS denied ec2:DescribeVpcEndpoints.',
    },
  ],
});
