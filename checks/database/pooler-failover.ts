import { CONSOLE, pooler } from '../../collectors/postgres/pooler.ts';
import { defineCheck } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';
import { judgeSettings, oneOf, type SettingRule, within } from './pooler/judge-settings.ts';
import { NO_CONSOLE, NO_POOLER, pooledDatabase } from './pooler/subjects.ts';

const MESSAGE = 'The pooler stays with a writer that is gone.';

/** The name of the writer points elsewhere within seconds: what is kept for longer, leads to the old one. */
const RULES: Readonly<Record<string, SettingRule>> = {
  dns_max_ttl: within(0, 15, 'seconds'),
  // 0 closes a connection after one use.
  server_lifetime: within(0, 3_600, 'seconds'),
  server_login_retry: within(0, 5, 'seconds'),
  server_connect_timeout: within(1, 5, 'seconds'),
  tcp_keepalive: oneOf('1'),
  tcp_user_timeout: within(1, 30_000, 'milliseconds'),
};

export default defineCheck({
  id: 'database/pooler-failover',
  title: 'pgBouncer follows the cluster to its new writer within seconds',
  risk: 'After a failover clients keep writing to a server that has become a reader, until somebody restarts the pooler.',
  remediation:
    'Shorten the times of names and connections in pgbouncer.ini, watch idle TCP connections, and reload it.',
  fix: { sql: "SET server_lifetime = '3600';" },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.pgbouncer.org/config.html#dns_max_ttl',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.BestPractices.FastFailover.html',
  ],
  controls: [],
  proves: ['aurora/connection-pooling'],
  needs: { pooler },
  none: NO_POOLER,
  subjects: pooledDatabase,

  evaluate(_, artifacts) {
    const facts = artifacts.pooler.get(CONSOLE);
    if (facts === null) return unknown(NO_CONSOLE);
    return judgeSettings(RULES, facts, MESSAGE);
  },
});
