import { denied, testCheck } from '../../core/testing/test-check.ts';
import columnDefaults from './column-defaults.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const column = factsOfKind('column', { pos: 1, default: null, identity: null, generated: null });

testCheck(columnDefaults, database(), {
  pass: [
    {
      name: 'the same defaults',
      artifacts: { columns: both([column('a.t.c', { default: 'now()' })]) },
    },
    {
      name: 'a column that the target lacks, which another check finds',
      artifacts: { columns: both([column('a.t.c', { default: '1' })], []) },
    },
    {
      name: 'the expression of a generated column, which another check compares',
      artifacts: {
        columns: both(
          [column('a.t.c', { generated: 's', default: 'x + 1' })],
          [column('a.t.c', { generated: 's', default: 'x + 2' })],
        ),
      },
    },
  ],
  fail: [
    {
      name: 'a default that was not moved, and one of another sequence',
      artifacts: {
        columns: both(
          [column('a.t.b', { default: 'now()' }), column('a.t.c', { default: 'nextval(1)' })],
          [column('a.t.b'), column('a.t.c', { default: 'nextval(2)' })],
        ),
      },
      message: 'The column a.t.b has another default in the target.',
      objects: {
        'column a.t.b': 'The column a.t.b has another default in the target.',
        'column a.t.c': 'The column a.t.c has another default in the target.',
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
