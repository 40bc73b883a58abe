import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './cluster-available.ts';
import {
  clusterArtifact,
  clusterSubject,
  instanceArtifact,
  TWO_MEMBERS,
} from './testing/fixtures.ts';

const with_ = (cluster: Parameters<typeof clusterArtifact>[0], members = TWO_MEMBERS) => ({
  clusters: { main: clusterArtifact(cluster) },
  instances: { main: members },
});
const NOT_AVAILABLE = 'The cluster is not available.';
const LEFT_OUT = 'AWS leaves out the engine, its mode or the status of the cluster.';
const CHANGING = 'AWS is changing the cluster or a member of it.';

testCheck(check, clusterSubject(), {
  pass: [{ name: 'cluster and members are available', artifacts: with_({}) }],
  fail: [
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null }, instances: { main: [] } },
      message: 'The Aurora cluster does not exist.',
    },
    ...[
      'stopped',
      'failed',
      'inaccessible-encryption-credentials',
      'deleting',
      'a-state-to-come',
    ].map((status) => ({
      name: `the cluster is ${status}`,
      artifacts: with_({ status }),
      message: NOT_AVAILABLE,
    })),
    {
      name: 'a member has failed',
      artifacts: with_({}, [
        instanceArtifact('main-1', 'us-east-1a'),
        instanceArtifact('main-2', 'us-east-1b', { status: 'storage-full' }),
      ]),
      message: 'A member of the cluster is not available.',
      details: ['main-2 is storage-full.'],
    },
    {
      name: 'a known failure outranks a change under way',
      artifacts: with_({ status: 'modifying' }, [
        instanceArtifact('main-1', 'us-east-1a', { status: 'failed' }),
      ]),
      message: 'A member of the cluster is not available.',
    },
    {
      name: 'a known failure outranks members that are not seen',
      artifacts: {
        clusters: { main: clusterArtifact({ status: 'stopped' }) },
        instances: { main: denied('rds:DescribeDBInstances') },
      },
      message: NOT_AVAILABLE,
    },
    {
      name: 'it has no member',
      artifacts: with_({ members: [] }, []),
      message: 'The cluster has no member instance.',
    },
    {
      name: 'another engine',
      artifacts: with_({ engine: 'aurora-mysql' }),
      message: 'The cluster runs another engine.',
    },
    {
      name: 'it is Serverless v1 (A4)',
      artifacts: with_({ engineMode: 'serverless' }),
      message: 'The cluster runs in another engine mode.',
    },
  ],
  unsettled: [
    ...['modifying', 'upgrading', 'failing-over', 'backing-up'].map((status) => ({
      name: `the cluster is ${status}`,
      artifacts: with_({ status }),
      message: CHANGING,
    })),
    {
      name: 'a member is rebooting',
      artifacts: with_({}, [
        instanceArtifact('main-1', 'us-east-1a', { status: 'rebooting' }),
        instanceArtifact('main-2', 'us-east-1b'),
      ]),
      message: CHANGING,
    },
  ],
  unknown: [
    ...(['status', 'engine', 'engineMode'] as const).map((fact) => ({
      name: `AWS leaves out: ${fact}`,
      artifacts: with_({ [fact]: null }),
      message: LEFT_OUT,
    })),
    {
      name: 'a member that the cluster names is not described',
      artifacts: with_({}, [instanceArtifact('main-1', 'us-east-1a')]),
      message: 'AWS does not describe every member of the cluster.',
    },
    {
      name: 'no member that the cluster names is described',
      artifacts: with_({}, []),
      message: 'AWS does not describe every member of the cluster.',
    },
    {
      name: 'AWS leaves the status of a member out',
      artifacts: with_({}, [
        instanceArtifact('main-1', 'us-east-1a', { status: null }),
        instanceArtifact('main-2', 'us-east-1b'),
      ]),
      message: 'AWS reports no status for a member of the cluster.',
    },
    {
      name: 'AWS does not list the members',
      artifacts: { clusters: { main: clusterArtifact() }, instances: { main: null } },
      message: 'AWS does not list the members of the cluster.',
    },
  ],
  error: [
    {
      name: 'the cluster denied',
      artifacts: {
        clusters: { main: denied('rds:DescribeDBClusters') },
        instances: { main: TWO_MEMBERS },
      },
      message: 'AWS denied rds:DescribeDBClusters.',
    },
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
