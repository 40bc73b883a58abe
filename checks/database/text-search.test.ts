import { denied, testCheck } from '../../core/testing/test-check.ts';
import textSearch from './text-search.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const config = factsOfKind('ts_config', { parser: 'default', map: { 1: ['german_stem'] } });
const dictionary = factsOfKind('ts_dict', { template: 'snowball', options: null });

testCheck(textSearch, database(), {
  pass: [
    {
      name: 'the same objects',
      artifacts: { textSearch: both([config('a.c'), dictionary('a.d')]) },
    },
    { name: 'none', artifacts: { textSearch: both([]) } },
  ],
  fail: [
    {
      name: 'a configuration that was not moved, and a dictionary with other options',
      artifacts: {
        textSearch: both(
          [config('a.c'), dictionary('a.d')],
          [dictionary('a.d', { options: 'language = english' })],
        ),
      },
      message: 'The target lacks the text search configuration a.c, which the source has.',
      objects: {
        'text search configuration a.c':
          'The target lacks the text search configuration a.c, which the source has.',
        'text search dictionary a.d':
          'The text search dictionary a.d has another list of options in the target.',
      },
    },
    {
      name: 'a mapping with its dictionaries in another order',
      artifacts: {
        textSearch: both(
          [config('a.c', { map: { 1: ['x', 'y'] } })],
          [config('a.c', { map: { 1: ['y', 'x'] } })],
        ),
      },
      message: 'The text search configuration a.c has another mapping in the target.',
      objects: {
        'text search configuration a.c':
          'The text search configuration a.c has another mapping in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { textSearch: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
