import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pending-transactions.ts';
import { database } from './testing/database.ts';
import { server } from './testing/server.ts';

const pending = (kind: string, id: string) => ({ kind, id, def: {} });
const seen = (...source: ReturnType<typeof pending>[]) => ({
  pendingTransactions: { source },
  server: { source: server() },
});

testCheck(check, database(), {
  pass: [{ name: 'none', artifacts: seen() }],
  fail: [
    {
      name: 'one that is prepared',
      artifacts: seen(pending('long_xact', '71'), pending('prepared_xact', 'order-7')),
      message: 'Transactions of the source are prepared and not ended.',
    },
    {
      name: 'one that is long',
      artifacts: seen(pending('long_xact', '71')),
      message: 'Transactions of the source are open for more than five minutes.',
    },
  ],
  unknown: [
    {
      name: 'a role that sees no sessions but its own',
      artifacts: { ...seen(), server: { source: server({ seesSessions: false }) } },
      message: 'The role may not see the sessions of others: grant it pg_monitor.',
    },
    {
      name: 'a source that says nothing of itself',
      artifacts: { ...seen(), server: { source: [] } },
      message: 'A side did not say what it is.',
    },
  ],
  error: [
    {
      name: 'a source that could not be seen',
      artifacts: { ...seen(), pendingTransactions: { source: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
