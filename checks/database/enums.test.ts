import { denied, testCheck } from '../../core/testing/test-check.ts';
import enums from './enums.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const type = factsOfKind('type', { typtype: 'e', labels: ['low', 'high'] });

testCheck(enums, database(), {
  pass: [
    { name: 'the same labels in the same order', artifacts: { types: both([type('a.e')]) } },
    {
      name: 'other types, which another check compares',
      artifacts: { types: both([type('a.d', { typtype: 'd' })], []) },
    },
  ],
  fail: [
    {
      name: 'one that was not moved, one that is new, and one of which a label is missing',
      artifacts: {
        types: both(
          [type('a.e'), type('a.gone')],
          [type('a.e', { labels: ['low'] }), type('a.new')],
        ),
      },
      message: 'The enum a.e has another list of labels in the target.',
      objects: {
        'enum a.e': 'The enum a.e has another list of labels in the target.',
        'enum a.gone': 'The target lacks the enum a.gone, which the source has.',
        'enum a.new': 'The target has the enum a.new, which the source lacks.',
      },
    },
    {
      name: 'the same labels in another order, by which values compare otherwise',
      artifacts: { types: both([type('a.e')], [type('a.e', { labels: ['high', 'low'] })]) },
      message: 'The enum a.e has another list of labels in the target.',
      objects: { 'enum a.e': 'The enum a.e has another list of labels in the target.' },
    },
    {
      name: 'one that became a domain',
      artifacts: { types: both([type('a.e')], [type('a.e', { typtype: 'd' })]) },
      message: 'The target lacks the enum a.e, which the source has.',
      objects: { 'enum a.e': 'The target lacks the enum a.e, which the source has.' },
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
