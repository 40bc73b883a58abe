import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pending-transactions.ts';
import { database } from './testing/database.ts';

const pending = (kind: string, id: string) => ({ kind, id, def: {} });
const seen = (...source: ReturnType<typeof pending>[]) => ({ pendingTransactions: { source } });

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
  error: [
    {
      name: 'a source that could not be seen',
      artifacts: { pendingTransactions: { source: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
