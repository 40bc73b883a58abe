import { testCheck } from '../../core/testing/test-check.ts';
import check from './capacity-settings.ts';
import { database } from './testing/database.ts';
import { both, UNDECIDED } from './testing/settings.ts';

testCheck(check, database(), {
  pass: [
    { name: 'more', artifacts: both({ work_mem: '4096' }, { work_mem: '8192' }) },
    { name: 'the same', artifacts: both({ work_mem: '4096' }, { work_mem: '4096' }) },
  ],
  fail: [
    {
      name: 'two-phase commits that Aurora does not allow by default',
      artifacts: both({ max_prepared_transactions: '10' }, { max_prepared_transactions: '0' }),
      message: 'The parameter max_prepared_transactions is lower in the target.',
      objects: {
        max_prepared_transactions:
          'The parameter max_prepared_transactions is lower in the target.',
      },
    },
    {
      name: 'a value that is no number',
      artifacts: both({ work_mem: '4096' }, { work_mem: 'much' }),
      message: 'The parameter work_mem is lower in the target.',
      objects: { work_mem: 'The parameter work_mem is lower in the target.' },
    },
  ],
  ...UNDECIDED,
});
