import { denied, testCheck } from '../../core/testing/test-check.ts';
import types from './types.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const type = factsOfKind('type', {
  typtype: 'd',
  base: 'text',
  notnull: false,
  default: null,
  collation: null,
  attrs: null,
  range: null,
});

testCheck(types, database(), {
  pass: [
    {
      name: 'the same types, whoever owns them',
      artifacts: { types: both([type('a.d')], [type('a.d', { owner: 'other' })]) },
    },
    {
      name: 'enums, which another check compares',
      artifacts: { types: both([type('a.e', { typtype: 'e' })], []) },
    },
  ],
  fail: [
    {
      name: 'one that was not moved, one that is new, a wider domain and a composite type in another order',
      artifacts: {
        types: both(
          [
            type('a.c', {
              typtype: 'c',
              base: null,
              attrs: [
                ['x', 'integer'],
                ['y', 'text'],
              ],
            }),
            type('a.d', { base: 'numeric(5,4)' }),
            type('a.gone'),
          ],
          [
            type('a.c', {
              typtype: 'c',
              base: null,
              attrs: [
                ['y', 'text'],
                ['x', 'integer'],
              ],
            }),
            type('a.d', { base: 'numeric' }),
            type('a.new'),
          ],
        ),
      },
      message: 'The type a.c has another list of attributes in the target.',
      objects: {
        'type a.c': 'The type a.c has another list of attributes in the target.',
        'type a.d': 'The type a.d has another base type in the target.',
        'type a.gone': 'The target lacks the type a.gone, which the source has.',
        'type a.new': 'The target has the type a.new, which the source lacks.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { types: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
