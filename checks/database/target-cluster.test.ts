import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterArtifact } from '../aurora/testing/fixtures.ts';
import check from './target-cluster.ts';
import { database } from './testing/database.ts';
import { server } from './testing/server.ts';

const cluster = clusterArtifact();
const reached = (def: Parameters<typeof server>[0], clusters = cluster) => ({
  server: { target: server({ aurora: true, ...def }) },
  clusters: { main: clusters },
});

testCheck(check, database(), {
  pass: [
    { name: 'the writer', artifacts: reached({ instance: 'main-1' }) },
    { name: 'in whatever case it was created', artifacts: reached({ instance: 'Main-1' }) },
  ],
  fail: [
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
      artifacts: { server: { target: server({ instance: 'main-1' }) }, clusters: { main: null } },
      message: 'The Aurora cluster that is the target does not exist.',
    },
  ],
  unknown: [
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
      artifacts: { server: { target: [] }, clusters: { main: cluster } },
      message: 'A side did not say what it is.',
    },
  ],
  error: [
    {
      name: 'a target that could not be seen',
      artifacts: { server: { target: denied('postgresql:x') }, clusters: { main: cluster } },
      message: 'AWS denied postgresql:x.',
    },
    {
      name: 'clusters that could not be seen',
      artifacts: {
        server: { target: server({ instance: 'main-1' }) },
        clusters: { main: denied('rds:DescribeDBClusters') },
      },
      message: 'AWS denied rds:DescribeDBClusters.',
    },
  ],
});
