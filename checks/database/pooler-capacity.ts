import { connectionBudget } from '../../collectors/postgres/catalog/connection-budget.ts';
import { CONSOLE, pooler } from '../../collectors/postgres/pooler.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { demandOf } from './pooler/demand.ts';
import { entriesOf, NO_CONSOLE, NO_ENTRY, NO_POOLER, pooledDatabase } from './pooler/subjects.ts';

/** What a pass does not say: the console is that of one process, and does not show all that is set. */
const DETAILS = [
  'One pooler is counted: each further one may open as many connections again.',
  'The console does not show a fallback entry (*), or an auth_user of one entry, until somebody comes by it: what such clients may open is not counted.',
];

export default defineCheck({
  id: 'database/pooler-capacity',
  title: 'All pools of pgBouncer together fit into the connections that the target takes',
  risk: 'Under load the pooler is refused new connections, and whoever administers the database cannot get in either.',
  remediation:
    'Lower default_pool_size or set max_db_connections in pgbouncer.ini, or give the cluster more capacity.',
  fix: { sql: "SET max_db_connections = '<connections>';" },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.pgbouncer.org/config.html#default_pool_size',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections',
  ],
  controls: [],
  proves: ['aurora/connection-pooling'],
  needs: { pooler, connectionBudget },
  none: NO_POOLER,
  subjects: pooledDatabase,

  evaluate(subject, artifacts) {
    const facts = artifacts.pooler.get(CONSOLE);
    if (facts === null) return unknown(NO_CONSOLE);
    const budget = artifacts.connectionBudget.get('target');
    const server = budget?.[0]?.def;
    if (server === undefined) {
      return unknown('The target does not say how many connections it takes.');
    }
    const free = server.max - server.reserved;
    const usable = server.databaseLimit < 0 ? free : Math.min(free, server.databaseLimit);
    const expected = { connections: `at most ${usable}` };
    if (entriesOf(facts, subject).length === 0) return fail(NO_ENTRY, expected, {});

    const demand = demandOf(facts);
    if (demand === null) {
      return unknown(
        'Users or entries that nobody lists may open pools, and nothing limits their connections.',
      );
    }
    const actual = { ...demand };
    if (demand.connections > usable) {
      return fail('The pools may open more connections than the target takes.', expected, actual);
    }
    return pass(expected, actual, { details: DETAILS });
  },
});
