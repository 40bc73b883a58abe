import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterArtifact } from '../aurora/testing/fixtures.ts';
import check from './pooler-serving.ts';
import { consoleOf, entry, pool, pooled } from './testing/pooler.ts';
import { server as serverSays } from './testing/server.ts';

const clusters = { main: clusterArtifact() };
const server = { target: serverSays() };
const around = { clusters, server };
const WRITER = 'main.cluster-abc.us-east-1.rds.amazonaws.com';

const leading = (...entries: Parameters<typeof entry>[0][]) => ({
  ...around,
  pooler: consoleOf({ databases: entries.map((facts) => entry(facts)) }),
});
const stray = (name: string, where: string, facts: Parameters<typeof entry>[0]) => ({
  name,
  artifacts: leading(facts),
  message: `The entry app leads to ${where}, which is not known to be the declared cluster.`,
});
const stays = (where: string) => [
  `The entry app leads to ${where}, which stays the same when another member becomes the writer.`,
];

testCheck(check, pooled(), {
  pass: [
    {
      name: 'the endpoint of the writer, written otherwise',
      artifacts: leading({ host: `${WRITER.toUpperCase()}.` }),
      details: [],
    },
    {
      name: 'the member that is the writer',
      artifacts: leading({ host: 'Main-1.abc.us-east-1.rds.amazonaws.com' }),
      details: stays('main-1.abc.us-east-1.rds.amazonaws.com:5432'),
    },
    {
      name: 'the address at which the connection to the target stands',
      artifacts: leading({ host: '10.0.20.4' }),
      details: stays('10.0.20.4:5432'),
    },
    {
      name: 'endpoint and address in a list',
      artifacts: leading({ host: `${WRITER}, 10.0.20.4` }),
      details: stays('10.0.20.4:5432'),
    },
    { name: 'nobody waits', artifacts: { ...around, pooler: consoleOf() } },
    {
      name: 'a wait of milliseconds under load',
      artifacts: {
        ...around,
        pooler: consoleOf({ pools: [pool({ waitingClients: 4, longestWaitMs: 999 })] }),
      },
    },
    {
      name: 'another database has trouble',
      artifacts: {
        ...around,
        pooler: consoleOf({
          databases: [entry(), entry({ name: 'old', database: 'old', paused: true })],
          pools: [pool({ database: 'old', waitingClients: 9, longestWaitMs: 60_000 })],
        }),
      },
    },
  ],
  fail: [
    {
      name: 'no such cluster',
      artifacts: { ...leading({}), clusters: { main: null } },
      message: 'The Aurora cluster to which the pooler must lead does not exist.',
    },
    ...['DB.internal', 'db.internal.', `${WRITER},db.internal`, 'db.internal,db2.internal'].map(
      (host) => ({
        name: `the source as ${host}`,
        artifacts: leading({ host }),
        message: 'The pooler leads clients to the source.',
      }),
    ),
    {
      name: 'the source whose declared name has capitals',
      subject: { sourceHosts: ['DB.Internal'] },
      artifacts: leading({ host: 'db.internal' }),
      message: 'The pooler leads clients to the source.',
    },
    ...[
      'main.cluster-ro-abc.us-east-1.rds.amazonaws.com',
      'main-2.abc.us-east-1.rds.amazonaws.com',
      `${WRITER},main-2.abc.us-east-1.rds.amazonaws.com`,
    ].map((host) => ({
      name: `a reader: ${host}`,
      artifacts: leading({ host }),
      message: 'The pooler leads clients to a reader.',
    })),
    {
      name: 'paused',
      artifacts: { ...around, pooler: consoleOf({ databases: [entry({ paused: true })] }) },
      message: 'The pooler lets no client through.',
    },
    {
      name: 'disabled',
      artifacts: { ...around, pooler: consoleOf({ databases: [entry({ disabled: true })] }) },
      message: 'The pooler lets no client through.',
    },
    {
      name: 'a client waits for a second',
      artifacts: {
        ...around,
        pooler: consoleOf({
          pools: [pool(), pool({ user: 'jobs', waitingClients: 1, longestWaitMs: 1_000 })],
        }),
      },
      message: 'Clients wait for a connection.',
    },
    {
      name: 'one of its entries still leads to the source',
      artifacts: {
        ...around,
        pooler: consoleOf({ databases: [entry(), entry({ name: 'jobs', host: 'db.internal' })] }),
      },
      message: 'The pooler leads clients to the source.',
    },
    {
      name: 'no entry for the database',
      artifacts: { ...around, pooler: consoleOf({ databases: [] }) },
      message: 'The pooler leads no client to the moved database.',
    },
  ],
  unknown: [
    stray('a socket', 'a socket of the pooler’s own machine', { host: null }),
    stray('a folder of sockets', '/run/postgresql:5432', { host: '/run/postgresql' }),
    stray('another host', 'old-db.internal:5432', { host: 'old-db.internal' }),
    stray('another host in a list', 'old-db.internal:5432', { host: `${WRITER},old-db.internal` }),
    stray('an empty host in a list', ':5432', { host: `${WRITER},` }),
    stray('another port of the cluster', `${WRITER}:5433`, { port: 5433 }),
    stray('another address', '10.0.20.5:5432', { host: '10.0.20.5' }),
    stray('another port of the address', '10.0.20.4:5433', { host: '10.0.20.4', port: 5433 }),
    stray('an address of IPv6', '::1:5432', { host: '::1' }),
    stray('another cluster', 'other.cluster-abc.us-east-1.rds.amazonaws.com:5432', {
      host: 'other.cluster-abc.us-east-1.rds.amazonaws.com',
    }),
    {
      ...stray('no host of the source is declared', 'old-db.internal:5432', {
        host: 'old-db.internal',
      }),
      subject: { sourceHosts: [] },
    },
    {
      ...stray('a second entry', '', {}),
      artifacts: leading({}, { name: 'jobs', host: 'old-db.internal' }),
      message:
        'The entry jobs leads to old-db.internal:5432, which is not known to be the declared cluster.',
    },
    {
      ...stray('AWS names no endpoint', `${WRITER}:5432`, {}),
      artifacts: {
        ...leading({}),
        clusters: { main: clusterArtifact({ endpoint: null, readerEndpoint: null }) },
      },
    },
    {
      ...stray('AWS names no port', `${WRITER}:5432`, {}),
      artifacts: { ...leading({}), clusters: { main: clusterArtifact({ port: null }) } },
    },
    {
      ...stray(
        'AWS does not say which member writes',
        'main-1.abc.us-east-1.rds.amazonaws.com:5432',
        {},
      ),
      artifacts: {
        ...leading({ host: 'main-1.abc.us-east-1.rds.amazonaws.com' }),
        clusters: {
          main: clusterArtifact({
            members: [{ instance: 'main-1', isWriter: null, parameterGroupStatus: null }],
          }),
        },
      },
    },
    {
      ...stray('the target is reached over a socket', '10.0.20.4:5432', {}),
      artifacts: {
        ...leading({ host: '10.0.20.4' }),
        server: { target: serverSays({ address: null, port: null }) },
      },
    },
    {
      ...stray('the target says nothing', '10.0.20.4:5432', {}),
      artifacts: { ...leading({ host: '10.0.20.4' }), server: { target: [] } },
    },
    {
      name: 'a console that says nothing',
      artifacts: { ...around, pooler: { console: null } },
      message: 'What answers as the console of the pooler does not say what it is.',
    },
  ],
  error: [
    {
      name: 'the cluster is denied',
      artifacts: { ...leading({}), clusters: { main: denied('rds:DescribeDBClusters') } },
      message: 'AWS denied rds:DescribeDBClusters.',
    },
    {
      name: 'the target is denied',
      artifacts: {
        ...leading({ host: '10.0.20.4' }),
        server: { target: denied('postgresql:catalog-server') },
      },
      message: 'AWS denied postgresql:catalog-server.',
    },
    {
      name: 'denied',
      artifacts: { ...around, pooler: { console: denied('pgbouncer:show-config') } },
      message: 'AWS denied pgbouncer:show-config.',
    },
  ],
});
