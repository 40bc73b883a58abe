import { denied, testCheck } from '../../core/testing/test-check.ts';
import constraintsValidated from './constraints-validated.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const constraint = factsOfKind('constraint', { validated: true });
const column = factsOfKind('column', { notnull: true, validated: true });
const noColumns = { columns: both([]) };
const NEW_ROWS_ALONE = 'The NOT NULL of a.t.c is validated in the source and not in the target.';

testCheck(constraintsValidated, database(), {
  pass: [
    {
      name: 'validated on both sides',
      artifacts: { ...noColumns, constraints: both([constraint('a.t.k')]) },
    },
    {
      name: 'not validated in the source either, and one that is in the target alone',
      artifacts: {
        ...noColumns,
        constraints: both(
          [constraint('a.t.a', { validated: false }), constraint('a.t.b', { validated: false })],
          [constraint('a.t.a', { validated: false }), constraint('a.t.b')],
        ),
      },
    },
    {
      name: 'columns that other checks find: one that takes nulls, and one that is gone',
      artifacts: {
        constraints: both([]),
        columns: both(
          [column('a.t.c'), column('a.t.d')],
          [column('a.t.c', { notnull: false, validated: null })],
        ),
      },
    },
    {
      name: 'one that the target lacks, which another check finds',
      artifacts: { ...noColumns, constraints: both([constraint('a.t.k')], []) },
    },
  ],
  fail: [
    {
      name: 'a column that holds for new rows alone, as PostgreSQL 18 allows',
      artifacts: {
        constraints: both([]),
        columns: both([column('a.t.c')], [column('a.t.c', { validated: false })]),
      },
      message: NEW_ROWS_ALONE,
      objects: { 'NOT NULL of a.t.c': NEW_ROWS_ALONE },
    },
    {
      name: 'one that was added without looking at the rows',
      artifacts: {
        ...noColumns,
        constraints: both([constraint('a.t.k')], [constraint('a.t.k', { validated: false })]),
      },
      message: 'The constraint a.t.k is validated in the source and not in the target.',
      objects: {
        'constraint a.t.k':
          'The constraint a.t.k is validated in the source and not in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: {
        ...noColumns,
        constraints: { source: [], target: denied('postgresql:catalog') },
      },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
