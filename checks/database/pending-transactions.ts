import { server } from '../../collectors/postgres/catalog/server.ts';
import { pendingTransactions } from '../../collectors/postgres/catalog/pending-transactions.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { SEES_NO_SESSIONS } from './blind.ts';
import { SAYS_NOTHING } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

export default defineCheck({
  id: 'database/pending-transactions',
  title: 'No prepared or long transaction stands open in the source',
  risk: 'What it changed arrives late or never, and replication cannot begin before it ends.',
  remediation: 'End the transaction, or commit or roll back what is prepared.',
  fix: { sql: "ROLLBACK PREPARED '<gid>';" },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/view-pg-prepared-xacts.html',
    'https://www.postgresql.org/docs/current/logicaldecoding-explanation.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server, pendingTransactions },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { server, pendingTransactions }) {
    const pending = pendingTransactions.get('source');
    if (pending === null) return unknown('The source did not say which transactions are open.');
    const own = server.get('source')?.[0]?.def;
    if (own === undefined) return SAYS_NOTHING;
    if (!own.seesSessions) return SEES_NO_SESSIONS;
    const prepared = pending.filter(({ kind }) => kind === 'prepared_xact').map(({ id }) => id);
    const long = pending.filter(({ kind }) => kind === 'long_xact').map(({ id }) => id);
    const expected = { prepared: [], longerThanFiveMinutes: [] };
    const actual = { prepared, longerThanFiveMinutes: long };
    if (prepared.length > 0) {
      return fail('Transactions of the source are prepared and not ended.', expected, actual);
    }
    return long.length > 0
      ? fail('Transactions of the source are open for more than five minutes.', expected, actual)
      : pass(expected, actual);
  },
});
