import { CONSOLE, pooler } from '../../collectors/postgres/pooler.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { entriesOf, NO_CONSOLE, NO_ENTRY, NO_POOLER, pooledDatabase } from './pooler/subjects.ts';

/** A pool that is large enough gives a connection within milliseconds. */
const MAX_WAIT_MS = 1_000;

export default defineCheck({
  id: 'database/pooler-serving',
  title: 'pgBouncer serves the moved database, and no client waits for a connection',
  risk: 'Clients hang until they give up, though the database itself is well.',
  remediation:
    'Resume what is paused or disabled, and give the pool more server connections where clients wait.',
  fix: { sql: 'RESUME <database>;' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.pgbouncer.org/usage.html#show-pools'],
  controls: [],
  proves: ['aurora/connection-pooling'],
  needs: { pooler },
  none: NO_POOLER,
  subjects: pooledDatabase,

  evaluate(subject, artifacts) {
    const facts = artifacts.pooler.get(CONSOLE);
    if (facts === null) return unknown(NO_CONSOLE);
    const { pooler: software = null } = subject.declared;
    const expected = { software, paused: [], disabled: [], longestWaitMs: `below ${MAX_WAIT_MS}` };
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
    if (entries.some(({ host }) => host !== null && subject.sourceHosts.includes(host))) {
      return fail('The pooler leads clients to the source.', expected, actual);
    }
    if (actual.paused.length + actual.disabled.length > 0) {
      return fail('The pooler lets no client through.', expected, actual);
    }
    if (actual.waitingClients > 0 && actual.longestWaitMs >= MAX_WAIT_MS) {
      return fail('Clients wait for a connection.', expected, actual);
    }
    return pass(expected, actual);
  },
});
