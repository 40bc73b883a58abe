import { testCheck } from '../../core/testing/test-check.ts';
import check from './planner-settings.ts';
import { database } from './testing/database.ts';
import { both, UNDECIDED } from './testing/settings.ts';

testCheck(check, database(), {
  pass: [{ name: 'the same', artifacts: both({ jit: 'on' }, { jit: 'on' }) }],
  fail: [
    {
      name: 'other costs',
      artifacts: both({ random_page_cost: '1.1' }, { random_page_cost: '4' }),
      message: 'The parameter random_page_cost is set otherwise in the target.',
      objects: {
        random_page_cost: 'The parameter random_page_cost is set otherwise in the target.',
      },
    },
  ],
  ...UNDECIDED,
});
