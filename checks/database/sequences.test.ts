import { denied, testCheck } from '../../core/testing/test-check.ts';
import sequences from './sequences.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const sequence = factsOfKind('sequence', {
  type: 'bigint',
  start: '1',
  inc: '1',
  min: '1',
  max: '9223372036854775807',
  cache: '1',
  cycle: false,
  owned_by: 'a.t.id',
  last_value: '10',
});

testCheck(sequences, database(), {
  pass: [
    {
      name: 'the same sequences, which have come to other values',
      artifacts: { sequences: both([sequence('a.s')], [sequence('a.s', { last_value: '1' })]) },
    },
    { name: 'no sequence', artifacts: { sequences: both([]) } },
  ],
  fail: [
    {
      name: 'bounds that JavaScript would round to one number',
      artifacts: {
        sequences: both([sequence('a.s')], [sequence('a.s', { max: '9223372036854775806' })]),
      },
      message: 'The sequence a.s has another maximum in the target.',
      objects: { 'sequence a.s': 'The sequence a.s has another maximum in the target.' },
    },
    {
      name: 'one that was not moved, one that is new, and one of another type and owner',
      artifacts: {
        sequences: both(
          [sequence('a.gone'), sequence('a.s')],
          [sequence('a.new'), sequence('a.s', { type: 'integer', owned_by: null })],
        ),
      },
      message: 'The target lacks the sequence a.gone, which the source has.',
      objects: {
        'sequence a.gone': 'The target lacks the sequence a.gone, which the source has.',
        'sequence a.new': 'The target has the sequence a.new, which the source lacks.',
        'sequence a.s': 'The sequence a.s has another type and owning column in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { sequences: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
