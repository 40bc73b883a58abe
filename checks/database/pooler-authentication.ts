import { CONSOLE, pooler } from '../../collectors/postgres/pooler.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { NO_CONSOLE, NO_POOLER, pooledDatabase, settingOf } from './pooler/subjects.ts';

/** With `md5` a client proves itself by SCRAM wherever the stored password is one of SCRAM. */
const PROVING: readonly string[] = ['scram-sha-256', 'md5', 'cert', 'ldap', 'pam'];

export default defineCheck({
  id: 'database/pooler-authentication',
  title: 'pgBouncer asks its clients for a proof that it can check',
  risk: 'Whoever reaches the pooler is let in, or nobody is, since the database does not show the passwords that the pooler asks it for.',
  remediation:
    'Set auth_type to scram-sha-256, and give the passwords in auth_file, or with an auth_query that calls a function of yours.',
  fix: { sql: "SET auth_type = 'scram-sha-256';" },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.pgbouncer.org/config.html#auth_type',
    'https://www.pgbouncer.org/config.html#auth_query',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.rds_superuser.html',
  ],
  controls: [],
  proves: ['aurora/connection-pooling'],
  needs: { pooler },
  none: NO_POOLER,
  subjects: pooledDatabase,

  evaluate(_, artifacts) {
    const facts = artifacts.pooler.get(CONSOLE);
    if (facts === null) return unknown(NO_CONSOLE);
    const type = settingOf(facts, 'auth_type');
    const user = settingOf(facts, 'auth_user') ?? '';
    const query = settingOf(facts, 'auth_query') ?? '';
    const expected = { authType: [...PROVING] };
    const actual = { authType: type ?? null, authUser: user, authQuery: query };
    if (type === undefined) {
      return unknown('The console does not show how clients are authenticated.');
    }
    // Rules of a file decide for each client, and no console shows them.
    if (type === 'hba') {
      return unknown('Rules in a file authenticate the clients, which the console does not show.');
    }
    if (!PROVING.includes(type)) {
      return fail('The pooler lets clients in without a proof of who they are.', expected, actual);
    }
    if (user !== '' && /\bpg_(shadow|authid)\b/i.test(query)) {
      return fail('The pooler looks passwords up where RDS shows none.', expected, actual);
    }
    return pass(expected, actual);
  },
});
