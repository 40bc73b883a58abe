import { denied, testCheck } from '../../core/testing/test-check.ts';
import columnGeneration from './column-generation.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const column = factsOfKind('column', { pos: 1, default: null, identity: null, generated: null });

testCheck(columnGeneration, database(), {
  pass: [
    {
      name: 'the same identity and generation',
      artifacts: {
        columns: both([
          column('a.t.id', { identity: 'a' }),
          column('a.t.g', { generated: 's', default: 'x + 1' }),
        ]),
      },
    },
    {
      name: 'another default of a plain column, which another check compares',
      artifacts: { columns: both([column('a.t.c', { default: '1' })], [column('a.t.c')]) },
    },
    {
      name: 'a column that the target lacks, which another check finds',
      artifacts: { columns: both([column('a.t.id', { identity: 'a' })], []) },
    },
  ],
  fail: [
    {
      name: 'an identity that was lost, one that may be overridden, another expression, and stored against virtual',
      artifacts: {
        columns: both(
          [
            column('a.t.a', { identity: 'a' }),
            column('a.t.b', { identity: 'a' }),
            column('a.t.c', { generated: 's', default: 'x' }),
            column('a.t.d', { generated: 's', default: 'x' }),
          ],
          [
            column('a.t.a'),
            column('a.t.b', { identity: 'd' }),
            column('a.t.c', { generated: 's', default: 'y' }),
            column('a.t.d', { generated: 'v', default: 'x' }),
          ],
        ),
      },
      message: 'The column a.t.a has another identity in the target.',
      objects: {
        'column a.t.a': 'The column a.t.a has another identity in the target.',
        'column a.t.b': 'The column a.t.b has another identity in the target.',
        'column a.t.c': 'The column a.t.c has another generating expression in the target.',
        'column a.t.d': 'The column a.t.d has another generation in the target.',
      },
    },
    {
      name: 'a generated column that became a plain one',
      artifacts: {
        columns: both([column('a.t.c', { generated: 's', default: 'x' })], [column('a.t.c')]),
      },
      message: 'The column a.t.c has another generation in the target.',
      objects: { 'column a.t.c': 'The column a.t.c has another generation in the target.' },
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
