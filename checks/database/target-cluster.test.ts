import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterArtifact, TWO_MEMBERS } from '../aurora/testing/fixtures.ts';
import check from './target-cluster.ts';
import { database } from './testing/database.ts';
import { server } from './testing/server.ts';

const cluster = clusterArtifact();
const WRITER = 'main.cluster-abc.us-east-1.rds.amazonaws.com';
const NEITHER =
  'The connection to the target goes to an endpoint of RDS that is neither the writer endpoint of the declared Aurora cluster nor that of its instance.';
const UNTOLD = 'AWS does not give the endpoints of the declared Aurora cluster.';
const around = { hosts: { target: WRITER }, instances: { main: TWO_MEMBERS } };
const reached = (def: Parameters<typeof server>[0], clusters = cluster) => ({
  ...around,
  server: { target: server({ aurora: true, ...def }) },
  clusters: { main: clusters },
});
/** The writer by its name, over a connection that goes there. */
const over = (target: string | null, clusters = cluster) => ({
  ...reached({ instance: 'main-1' }, clusters),
  hosts: { target },
});

testCheck(check, database(), {
  pass: [
    { name: 'the writer', artifacts: reached({ instance: 'main-1' }) },
    {
      name: 'its own endpoint, in whatever case, with the dot of the root',
      artifacts: over('Main-1.ABC.us-east-1.rds.amazonaws.com.'),
    },
    {
      name: 'a tunnel, which proves no account',
      artifacts: over('127.0.0.1'),
      details: [
        'The connection goes to 127.0.0.1, which is no endpoint of RDS: by the name of the instance alone it is not proven that it is the one of the declared account.',
      ],
    },
    { name: 'a name of the estate, which proves no account', artifacts: over('db.internal') },
    { name: 'in whatever case it was created', artifacts: reached({ instance: 'Main-1' }) },
  ],
  fail: [
    {
      name: 'a cluster of another account that has an instance of the same name',
      artifacts: over('main.cluster-xyz.us-east-1.rds.amazonaws.com'),
      message: NEITHER,
    },
    {
      name: 'an instance of the same name in China',
      artifacts: over('main-1.abc.rds.cn-north-1.amazonaws.com.cn'),
      message: NEITHER,
    },
    {
      name: 'the endpoint of another instance than the one that says to be reached',
      artifacts: over('main-2.abc.us-east-1.rds.amazonaws.com'),
      message: NEITHER,
    },
    {
      name: 'the endpoint of readers, which reaches the writer while there are none',
      artifacts: over('main.cluster-ro-abc.us-east-1.rds.amazonaws.com'),
      message: NEITHER,
    },
    {
      name: 'a member of another cluster',
      artifacts: reached({ instance: 'main-old-1' }),
      message: 'The target is no member of the declared Aurora cluster.',
    },
    {
      name: 'a cluster without members',
      artifacts: reached({ instance: 'main-1' }, { ...cluster, members: [] }),
      message: 'The target is no member of the declared Aurora cluster.',
    },
    {
      name: 'a reader of the cluster',
      artifacts: reached({ instance: 'main-2' }),
      message: 'The target is a reader of the declared Aurora cluster.',
    },
    {
      name: 'any other PostgreSQL',
      artifacts: reached({ aurora: false }),
      message:
        'The target is no member of an Aurora cluster: it has no aurora_db_instance_identifier().',
    },
    {
      name: 'a cluster that does not exist',
      artifacts: {
        ...around,
        server: { target: server({ instance: 'main-1' }) },
        clusters: { main: null },
      },
      message: 'The Aurora cluster that is the target does not exist.',
    },
  ],
  unknown: [
    {
      name: 'a connection of which nobody says where it goes',
      artifacts: over(null),
      message: 'Where the connection to the target goes is not known.',
    },
    {
      name: 'a cluster without an endpoint',
      artifacts: over(WRITER, { ...cluster, endpoint: null }),
      message: UNTOLD,
    },
    {
      name: 'an instance without an endpoint',
      artifacts: {
        ...over('main-1.xyz.us-east-1.rds.amazonaws.com'),
        instances: { main: TWO_MEMBERS.map((member) => ({ ...member, endpoint: null })) },
      },
      message: UNTOLD,
    },
    {
      name: 'an Aurora that is too old to say which instance it is',
      artifacts: reached({ instance: null }),
      message: 'The target does not say which instance it is; Aurora does from 13.7 on.',
    },
    {
      name: 'a member of which AWS does not say what it is',
      artifacts: reached(
        { instance: 'main-1' },
        {
          ...cluster,
          members: [{ instance: 'main-1', isWriter: null, parameterGroupStatus: null }],
        },
      ),
      message: 'AWS does not say whether the member that was reached is the writer.',
    },
    {
      name: 'a target that says nothing',
      artifacts: { ...around, server: { target: [] }, clusters: { main: cluster } },
      message: 'A side did not say what it is.',
    },
  ],
  error: [
    {
      name: 'instances that could not be seen, when the endpoint is not the cluster’s',
      artifacts: {
        ...over('main-1.abc.us-east-1.rds.amazonaws.com'),
        instances: { main: denied('rds:DescribeDBInstances') },
      },
      message: 'AWS denied rds:DescribeDBInstances.',
    },
    {
      name: 'a target that could not be seen',
      artifacts: {
        ...around,
        server: { target: denied('postgresql:x') },
        clusters: { main: cluster },
      },
      message: 'AWS denied postgresql:x.',
    },
    {
      name: 'clusters that could not be seen',
      artifacts: {
        ...around,
        server: { target: server({ instance: 'main-1' }) },
        clusters: { main: denied('rds:DescribeDBClusters') },
      },
      message: 'AWS denied rds:DescribeDBClusters.',
    },
  ],
});
