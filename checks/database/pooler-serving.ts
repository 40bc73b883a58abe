import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { server } from '../../collectors/postgres/catalog/server.ts';
import { CONSOLE, pooler } from '../../collectors/postgres/pooler.ts';
import { type ArtifactsOf, defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import {
  type Destination,
  destinationsOf,
  isAddress,
  isOneOf,
  partOf,
} from './pooler/destinations.ts';
import { entriesOf, NO_CONSOLE, NO_ENTRY, NO_POOLER, pooledDatabase } from './pooler/subjects.ts';

/** A pool that is large enough gives a connection within milliseconds. */
const MAX_WAIT_MS = 1_000;

const ABSENT = 'The Aurora cluster to which the pooler must lead does not exist.';
const READER = 'The pooler leads clients to a reader.';

const needs = { pooler, clusters: auroraClusters, server };

export default defineCheck({
  id: 'database/pooler-serving',
  title: 'pgBouncer serves the moved database, and no client waits for a connection',
  risk: 'Clients hang until they give up, though the database itself is well.',
  remediation:
    'Resume what is paused or disabled, and give the pool more server connections where clients wait.',
  fix: { sql: 'RESUME <database>;' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.pgbouncer.org/usage.html#show-pools',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html',
  ],
  controls: [],
  proves: ['aurora/connection-pooling'],
  needs,
  none: NO_POOLER,
  subjects: pooledDatabase,

  evaluate(subject, artifacts) {
    const facts = artifacts.pooler.get(CONSOLE);
    if (facts === null) return unknown(NO_CONSOLE);
    const { pooler: software = null } = subject.declared;
    const expected = {
      software,
      cluster: subject.name,
      paused: [],
      disabled: [],
      longestWaitMs: `below ${MAX_WAIT_MS}`,
    };
    const entries = entriesOf(facts, subject);
    if (entries.length === 0) return fail(NO_ENTRY, expected, {});

    const names = entries.map(({ name }) => name);
    const pools = facts.pools.filter(({ database }) => names.includes(database));
    const actual = {
      software: facts.version,
      leadsTo: entries.map(
        ({ host, port, database }) => `${host ?? 'its own machine'}:${port}/${database}`,
      ),
      paused: entries.filter(({ paused }) => paused).map(({ name }) => name),
      disabled: entries.filter(({ disabled }) => disabled).map(({ name }) => name),
      waitingClients: pools.reduce((sum, { waitingClients }) => sum + waitingClients, 0),
      longestWaitMs: Math.max(0, ...pools.map(({ longestWaitMs }) => longestWaitMs)),
    };
    const destinations = destinationsOf(entries);
    if (destinations.some((each) => isOneOf(each, subject.sourceHosts))) {
      return fail('The pooler leads clients to the source.', expected, actual);
    }
    if (actual.paused.length + actual.disabled.length > 0) {
      return fail('The pooler lets no client through.', expected, actual);
    }
    if (actual.waitingClients > 0 && actual.longestWaitMs >= MAX_WAIT_MS) {
      return fail('Clients wait for a connection.', expected, actual);
    }

    const { wrong, astray, details } = judged(destinations, subject.name, artifacts);
    if (wrong !== null) return fail(wrong, expected, actual);
    const [first] = astray;
    if (first !== undefined) {
      return unknown(
        `The entry ${first.entry} leads to ${nameOf(first)}, which is not known to be the declared cluster.`,
      );
    }
    return pass(expected, actual, { details });
  },
});

/** Names are judged by the cluster, addresses by the connection to the target; neither is asked for nothing. */
function judged(
  destinations: readonly Destination[],
  name: string,
  { clusters, server: servers }: Pick<ArtifactsOf<typeof needs>, 'clusters' | 'server'>,
) {
  const named = destinations.filter((each) => each.host !== null && !isAddress(each));
  const addresses = destinations.filter(isAddress);
  const cluster = named.length === 0 ? undefined : clusters.get(name);
  const target = addresses.length === 0 ? undefined : servers.get('target')?.[0]?.def;
  const parts = named.map((each) => ({ each, part: cluster ? partOf(each, cluster) : 'none' }));
  const readers = parts.filter(({ part }) => part === 'reader');
  return {
    wrong: cluster === null ? ABSENT : readers.length > 0 ? READER : null,
    astray: [
      ...destinations.filter(({ host }) => host === null),
      ...parts.flatMap(({ each, part }) => (part === 'none' ? [each] : [])),
      ...addresses.filter(({ host, port }) => host !== target?.address || port !== target.port),
    ],
    details: [
      ...parts.flatMap(({ each, part }) => (part === 'writing-member' ? [fixed(each)] : [])),
      ...addresses.map(fixed),
    ],
  };
}

function nameOf({ host, port }: Destination): string {
  return host === null ? 'a socket of the pooler’s own machine' : `${host}:${port}`;
}

function fixed(destination: Destination): string {
  return `The entry ${destination.entry} leads to ${nameOf(destination)}, which stays the same when another member becomes the writer.`;
}
