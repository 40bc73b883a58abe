import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './collation-order.ts';
import { database } from './testing/database.ts';

const order = (def = {}) => [
  { kind: 'collation_order', id: 'default', def: { order: '1-1|11|a|A', cases: 'Aa', ...def } },
];
const both = (target: ReturnType<typeof order>) => ({
  collationOrder: { source: order(), target },
});

testCheck(check, database(), {
  pass: [{ name: 'the same order', artifacts: both(order()) }],
  fail: [
    {
      name: 'punctuation that another library looks at',
      artifacts: both(order({ order: '11|1-1|a|A' })),
      message: 'The collation default has another order in the target.',
      objects: { 'collation default': 'The collation default has another order in the target.' },
    },
    {
      name: 'a side that gave none',
      artifacts: both([]),
      message: 'The target lacks the collation default, which the source has.',
      objects: {
        'collation default': 'The target lacks the collation default, which the source has.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { collationOrder: { source: order(), target: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
