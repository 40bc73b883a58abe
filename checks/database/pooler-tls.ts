import { CONSOLE, pooler } from '../../collectors/postgres/pooler.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, unknown } from '../../core/judgement.ts';
import { judgeSettings, oneOf, type SettingRule } from './pooler/judge-settings.ts';
import { entriesOf, NO_CONSOLE, NO_POOLER, pooledDatabase } from './pooler/subjects.ts';

const MESSAGE = 'The pooler takes or makes connections that are not protected.';

/** `secure` stands for TLS 1.2 and later. */
const PROTOCOLS: SettingRule = {
  expected: 'secure, or TLS 1.2 and 1.3 alone',
  accepts: (value) =>
    value.split(/[\s,:]+/).every((protocol) => /^(secure|tlsv1\.[23])$/.test(protocol)),
};

const RULES: Readonly<Record<string, SettingRule>> = {
  server_tls_sslmode: oneOf('verify-full'),
  server_tls_protocols: PROTOCOLS,
  client_tls_sslmode: oneOf('require', 'verify-ca', 'verify-full'),
  client_tls_protocols: PROTOCOLS,
};

export default defineCheck({
  id: 'database/pooler-tls',
  title: 'pgBouncer speaks TLS to its clients, and verifies the database that it speaks to',
  risk: 'Passwords and rows are read on the way, or another server answers in the place of the database.',
  remediation:
    'Set client_tls_sslmode to require, and server_tls_sslmode to verify-full with the authorities of RDS in server_tls_ca_file.',
  fix: { sql: "SET server_tls_sslmode = 'verify-full';" },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.pgbouncer.org/config.html#tls-settings',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html',
  ],
  controls: [],
  proves: ['aurora/encryption'],
  needs: { pooler },
  none: NO_POOLER,
  subjects: pooledDatabase,

  evaluate(subject, artifacts) {
    const facts = artifacts.pooler.get(CONSOLE);
    if (facts === null) return unknown(NO_CONSOLE);
    const judgement = judgeSettings(RULES, facts, MESSAGE);
    if (judgement.status !== 'pass') return judgement;

    const names = entriesOf(facts, subject).map(({ name }) => name);
    const plain = facts.servers.filter(
      ({ database, tls }) => names.includes(database) && tls === null,
    );
    if (plain.length === 0) return judgement;
    // Made before the setting: they live until they are closed.
    const actual = { ...judgement.actual, connectionsWithoutTls: plain.length };
    return fail(
      'Server connections without TLS are open.',
      { ...judgement.expected, connectionsWithoutTls: 0 },
      actual,
    );
  },
});
