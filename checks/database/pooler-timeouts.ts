import { CONSOLE, pooler } from '../../collectors/postgres/pooler.ts';
import { defineCheck } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';
import { judgeSettings, type SettingRule, within } from './pooler/judge-settings.ts';
import { NO_CONSOLE, NO_POOLER, pooledDatabase } from './pooler/subjects.ts';

const MESSAGE = 'A client may wait, or keep others waiting, without an end.';

const RULES: Readonly<Record<string, SettingRule>> = {
  query_wait_timeout: within(1, 120, 'seconds'),
  idle_transaction_timeout: within(1, 3_600, 'seconds'),
};

export default defineCheck({
  id: 'database/pooler-timeouts',
  title: 'pgBouncer lets no client wait, and none idle in a transaction, without an end',
  risk: 'One client that forgets a transaction keeps a server connection for good, and those that wait for it hang without an error.',
  remediation:
    'Set query_wait_timeout and idle_transaction_timeout in pgbouncer.ini, and reload it.',
  fix: { sql: "SET idle_transaction_timeout = '60';" },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.pgbouncer.org/config.html#query_wait_timeout',
    'https://www.pgbouncer.org/config.html#idle_transaction_timeout',
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
