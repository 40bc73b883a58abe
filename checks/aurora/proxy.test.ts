import { expect, test } from '@jest/globals';
import type { AuroraCluster } from '../../collectors/aws/rds/clusters.ts';
import type { AuroraInstance } from '../../collectors/aws/rds/instances.ts';
import type { Proxy } from '../../collectors/aws/rds/proxies.ts';
import type { ProxyTarget } from '../../collectors/aws/rds/proxy-targets.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { deployedSubnets } from '../network/testing/fixtures.ts';
import check from './proxy.ts';
import {
  clusterArtifact,
  clusterSubject,
  instanceArtifact,
  TWO_MEMBERS,
} from './testing/fixtures.ts';

const PROXY = { name: 'front', subnets: ['private-a', 'private-b'] };
const { declared } = clusterSubject({ pooler: 'rds-proxy', proxy: PROXY });
const subject = {
  name: 'main',
  path: ['aurora', 'main'],
  vpc: 'main',
  declared,
  proxy: PROXY,
};

const proxy = (facts: Partial<Proxy> = {}): Proxy => ({
  arn: 'arn:aws:rds:us-east-1:123456789012:db-proxy:prx-1',
  status: 'available',
  requireTls: true,
  subnets: ['subnet-private-b', 'subnet-private-a'],
  ...facts,
});
const CLUSTER: ProxyTarget = {
  type: 'TRACKED_CLUSTER',
  resource: 'main',
  trackedCluster: null,
  state: null,
  reason: null,
};
const member = (name: string, facts: Partial<ProxyTarget> = {}): ProxyTarget => ({
  type: 'RDS_INSTANCE',
  resource: name,
  trackedCluster: 'main',
  state: 'AVAILABLE',
  reason: null,
  ...facts,
});
const MEMBERS = [member('main-1'), member('main-2')];
const ANONYMOUS: ProxyTarget = {
  type: null,
  resource: null,
  trackedCluster: null,
  state: null,
  reason: null,
};

const having = (
  facts: Partial<Proxy> = {},
  targets: readonly ProxyTarget[] = [CLUSTER, ...MEMBERS],
  cluster: Partial<AuroraCluster> = {},
) => ({
  proxies: { front: proxy(facts) },
  targets: { front: [...targets] },
  clusters: { main: clusterArtifact(cluster) },
  instances: { main: [...TWO_MEMBERS] },
  subnets: { main: deployedSubnets() },
});
/** The proxy leads to the writer alone, and the reader is as told. */
const withoutReader = (
  reader: Partial<AuroraInstance> = {},
  cluster: Partial<AuroraCluster> = {},
) => ({
  ...having({}, [CLUSTER, member('main-1')], cluster),
  instances: {
    main: [
      instanceArtifact('main-1', 'us-east-1a'),
      instanceArtifact('main-2', 'us-east-1b', reader),
    ],
  },
});
const leadingTo = (...targets: ProxyTarget[]) => having({}, targets);
const capacity = (minCapacity: number | null, secondsUntilAutoPause: number | null = null) =>
  having({}, undefined, {
    serverlessV2: { minCapacity, maxCapacity: 4, secondsUntilAutoPause },
  });

const PAUSES = 'The cluster is to pause when it is idle, and the proxy never lets it.';
const NOWHERE = 'The proxy leads to no database.';
const ELSEWHERE = 'The proxy leads to another database.';
const NOT_ALL = 'The proxy does not lead to every member of the cluster.';
const DOWN = 'A target of the proxy is not available.';
const NAMELESS = 'RDS does not say of every target what it is.';
const SUBNETS = 'The proxy stands in other subnets than declared.';
const LEFT_OUT = 'RDS does not give the state, the subnets and the use of TLS of the proxy.';

testCheck(
  check,
  { ...subject },
  {
    pass: [
      { name: 'the cluster, which has no state of its own, and its members', artifacts: having() },
      { name: 'members that follow a cluster', artifacts: leadingTo(...MEMBERS) },
      {
        name: 'members that do not say whom they follow, beside the cluster',
        artifacts: leadingTo(
          CLUSTER,
          ...MEMBERS.map((target) => ({ ...target, trackedCluster: null })),
        ),
      },
      {
        name: 'a cluster of another case, as RDS keeps it',
        subject: { name: 'Main' },
        artifacts: { ...having(), clusters: { Main: clusterArtifact() }, instances: {} },
      },
      {
        name: 'a cluster without Serverless v2, which cannot pause',
        artifacts: having({}, undefined, { serverlessV2: null }),
      },
    ],
    fail: [
      {
        name: 'no proxy',
        artifacts: { ...having(), proxies: { front: null } },
        message: 'The proxy does not exist.',
      },
      {
        name: 'without TLS',
        artifacts: having({ requireTls: false }),
        message: 'The proxy takes connections without TLS.',
      },
      {
        name: 'without TLS, while it is being changed',
        artifacts: having({ requireTls: false, status: 'modifying' }),
        message: 'The proxy takes connections without TLS.',
      },
      ...[
        'deleting',
        'incompatible-network',
        'insufficient-resource-limits',
        'suspending',
        'suspended',
      ].map((status) => ({
        name: status,
        artifacts: having({ status }),
        message: 'The proxy is not available.',
      })),
      {
        name: 'no cluster',
        artifacts: { ...having(), clusters: { main: null } },
        message: 'The Aurora cluster does not exist.',
      },
      { name: 'a minimum of 0 (A4)', artifacts: capacity(0, 300), message: PAUSES },
      {
        name: 'a minimum of 0, and AWS leaves out how soon it pauses',
        artifacts: capacity(0),
        message: PAUSES,
      },
      {
        name: 'AWS leaves the minimum out, but not how soon it pauses',
        artifacts: capacity(null, 300),
        message: PAUSES,
      },
      {
        name: 'no VPC',
        artifacts: { ...having(), subnets: { main: null } },
        message: 'The VPC does not exist.',
      },
      {
        name: 'another subnet',
        artifacts: having({ subnets: ['subnet-private-a', 'subnet-public-a'] }),
        message: SUBNETS,
        details: ['public-a is not declared.', 'Not in private-b.'],
      },
      {
        name: 'a subnet that is not of the VPC',
        artifacts: having({ subnets: ['subnet-private-a', 'subnet-private-b', 'subnet-x'] }),
        message: SUBNETS,
        details: ['subnet-x is not declared.'],
      },
      { name: 'no target', artifacts: leadingTo(), message: NOWHERE },
      { name: 'a cluster without members', artifacts: leadingTo(CLUSTER), message: NOWHERE },
      {
        name: 'no target group',
        artifacts: { ...having(), targets: { front: null } },
        message: NOWHERE,
      },
      {
        name: 'another cluster',
        artifacts: leadingTo(
          { ...CLUSTER, resource: 'other' },
          member('other-1', { trackedCluster: 'other' }),
        ),
        message: ELSEWHERE,
        details: ['other is not the cluster.', 'other-1 is no member of the cluster.'],
      },
      {
        name: 'the cluster, and as the only server one of another',
        artifacts: leadingTo(CLUSTER, member('legacy-9', { trackedCluster: 'legacy' })),
        message: ELSEWHERE,
        details: ['legacy-9 is no member of the cluster.'],
      },
      {
        name: 'all members, and a server that is none',
        artifacts: leadingTo(CLUSTER, ...MEMBERS, member('legacy-9', { trackedCluster: null })),
        message: ELSEWHERE,
        details: ['legacy-9 is no member of the cluster.'],
      },
      {
        name: 'a server of the name of a member, which follows another cluster',
        artifacts: leadingTo(CLUSTER, member('main-1'), member('main-2', { trackedCluster: 'x' })),
        message: ELSEWHERE,
        details: ['main-2 follows x.'],
      },
      {
        name: 'a server that is no member, beside a target that says nothing',
        artifacts: leadingTo(CLUSTER, ANONYMOUS, member('legacy-9')),
        message: ELSEWHERE,
      },
      {
        name: 'servers, where the cluster has no member',
        artifacts: having({}, undefined, { members: [] }),
        message: ELSEWHERE,
      },
      {
        name: 'the writer alone',
        artifacts: withoutReader(),
        message: NOT_ALL,
        details: ['Not to main-2.'],
      },
      {
        name: 'the writer alone, which does not say whom it follows',
        artifacts: leadingTo(CLUSTER, member('main-1', { trackedCluster: null })),
        message: NOT_ALL,
        details: ['Not to main-2.'],
      },
      {
        name: 'the reader alone',
        artifacts: leadingTo(CLUSTER, member('main-2')),
        message: NOT_ALL,
        details: ['Not to main-1.'],
      },
      {
        name: 'neither an old member nor a new one',
        artifacts: {
          ...having({}, undefined, {
            members: ['main-1', 'main-2', 'main-3', 'main-4'].map((instance) => ({
              instance,
              isWriter: instance === 'main-1',
              parameterGroupStatus: 'in-sync',
            })),
          }),
          instances: {
            main: [
              ...TWO_MEMBERS,
              instanceArtifact('main-3', 'us-east-1a', { status: 'creating' }),
              instanceArtifact('main-4', 'us-east-1b'),
            ],
          },
        },
        message: NOT_ALL,
        details: ['Not to main-4.'],
      },
      {
        name: 'a member that is registered by itself',
        artifacts: leadingTo(member('main-1', { trackedCluster: null })),
        message: ELSEWHERE,
      },
      {
        name: 'one member of two that cannot be reached',
        artifacts: leadingTo(
          CLUSTER,
          member('main-1'),
          member('main-2', { state: 'UNAVAILABLE', reason: 'AUTH_FAILURE' }),
        ),
        message: DOWN,
        details: ['main-2 is UNAVAILABLE: AUTH_FAILURE.'],
      },
      {
        name: 'a member that is not used',
        artifacts: leadingTo(CLUSTER, member('main-1'), member('main-2', { state: 'UNUSED' })),
        message: DOWN,
        details: ['main-2 is UNUSED.'],
      },
      {
        name: 'a cluster with a state of its own, which is not available',
        artifacts: leadingTo({ ...CLUSTER, state: 'UNAVAILABLE' }, ...MEMBERS),
        message: DOWN,
        details: ['main is UNAVAILABLE.'],
      },
      {
        name: 'a member that cannot be reached, while the proxy is being changed',
        artifacts: having({ status: 'modifying' }, [member('main-1', { state: 'UNAVAILABLE' })]),
        message: DOWN,
      },
    ],
    unsettled: [
      ...['creating', 'modifying', 'reactivating'].map((status) => ({
        name: status,
        artifacts: having({ status }),
        message: 'AWS is changing the proxy.',
      })),
      {
        name: 'a member that is being registered',
        artifacts: leadingTo(CLUSTER, member('main-1'), member('main-2', { state: 'REGISTERING' })),
        message: 'A target is being registered.',
      },
      {
        name: 'a member that is being registered, and another that is still to come',
        artifacts: leadingTo(CLUSTER, member('main-1', { state: 'REGISTERING' })),
        message: 'A target is being registered.',
      },
      {
        name: 'a member that is new',
        artifacts: withoutReader({ status: 'creating' }),
        message: 'AWS is changing a member that the proxy does not lead to.',
        details: ['main-2 is creating.'],
      },
      {
        name: 'a member without a target, while the cluster is being changed',
        artifacts: withoutReader({}, { status: 'modifying' }),
        message: 'AWS is changing the cluster.',
      },
    ],
    unknown: [
      { name: 'no state', artifacts: having({ status: null }), message: LEFT_OUT },
      { name: 'TLS left out', artifacts: having({ requireTls: null }), message: LEFT_OUT },
      { name: 'subnets left out', artifacts: having({ subnets: null }), message: LEFT_OUT },
      {
        name: 'two subnets of one name',
        artifacts: {
          ...having({ subnets: ['subnet-private-a', 'subnet-private-b', 'subnet-public-a'] }),
          subnets: { main: deployedSubnets({ 'public-a': { name: 'private-a' } }) },
        },
        message: 'Several subnets of the VPC have the declared Name tag.',
      },
      {
        name: 'in one of two subnets of the declared name, which may be the wrong one',
        artifacts: {
          ...having(),
          subnets: { main: deployedSubnets({ 'public-a': { name: 'private-a' } }) },
        },
        message: 'Several subnets of the VPC have the declared Name tag.',
      },
      {
        name: 'the minimum of the capacity left out',
        artifacts: capacity(null),
        message: 'AWS does not give the minimum of the capacity.',
      },
      {
        name: 'a target that says nothing',
        artifacts: leadingTo(ANONYMOUS),
        message: 'RDS does not say what the proxy leads to.',
      },
      {
        name: 'a member of nobody knows what',
        artifacts: leadingTo(member('main-1', { resource: null, trackedCluster: null })),
        message: 'RDS does not say to which cluster the proxy leads.',
      },
      {
        name: 'a target that says nothing, beside all members',
        artifacts: leadingTo(CLUSTER, ...MEMBERS, ANONYMOUS),
        message: NAMELESS,
      },
      {
        name: 'a target without an identifier, where a member has none',
        artifacts: leadingTo(CLUSTER, member('main-1'), member('main-2', { resource: null })),
        message: NAMELESS,
      },
      {
        name: 'a member without a target, whose state is left out',
        artifacts: withoutReader({ status: null }),
        message: 'RDS does not say whether a member that the proxy does not lead to is new.',
      },
      {
        name: 'a member without a target, which is not described',
        artifacts: { ...withoutReader(), instances: { main: [] } },
        message: 'RDS does not say whether a member that the proxy does not lead to is new.',
      },
      {
        name: 'a member without a target, where the members are not listed',
        artifacts: { ...withoutReader(), instances: { main: null } },
        message: 'AWS does not list the members of the cluster.',
      },
      {
        name: 'a member without a state',
        artifacts: leadingTo(CLUSTER, member('main-1'), member('main-2', { state: null })),
        message: 'RDS does not give the state of every target.',
      },
    ],
    error: [
      {
        name: 'proxies are denied',
        artifacts: { ...having(), proxies: { front: denied('rds:DescribeDBProxies') } },
        message: 'AWS denied rds:DescribeDBProxies.',
      },
      {
        name: 'targets are denied',
        artifacts: { ...having(), targets: { front: denied('rds:DescribeDBProxyTargets') } },
        message: 'AWS denied rds:DescribeDBProxyTargets.',
      },
      {
        name: 'a member without a target, where the members are denied',
        artifacts: { ...withoutReader(), instances: { main: denied('rds:DescribeDBInstances') } },
        message: 'AWS denied rds:DescribeDBInstances.',
      },
    ],
  },
);

test('only a cluster with a proxy is judged', () => {
  const { declared: plain } = clusterSubject();
  const spec = {
    network: { vpc: { name: 'main' } },
    aurora: { main: declared, plain },
  } as unknown as Spec;
  expect(check.subjects(spec)).toEqual([subject]);
});
