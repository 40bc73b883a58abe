import { denied, testCheck } from '../../core/testing/test-check.ts';
import columnOrder from './column-order.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const column = factsOfKind('column', { pos: 1, default: null, identity: null, generated: null });

testCheck(columnOrder, database(), {
  pass: [
    {
      name: 'the same order',
      artifacts: { columns: both([column('a.t.a'), column('a.t.b', { pos: 2 })]) },
    },
    {
      name: 'a column that the target has at the end',
      artifacts: {
        columns: both([column('a.t.a')], [column('a.t.a'), column('a.t.b', { pos: 2 })]),
      },
    },
  ],
  fail: [
    {
      name: 'two columns that changed places',
      artifacts: {
        columns: both(
          [column('a.t.a'), column('a.t.b', { pos: 2 })],
          [column('a.t.a', { pos: 2 }), column('a.t.b')],
        ),
      },
      message: 'The column a.t.a has another position in the target.',
      objects: {
        'column a.t.a': 'The column a.t.a has another position in the target.',
        'column a.t.b': 'The column a.t.b has another position in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { columns: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
