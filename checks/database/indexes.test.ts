import { denied, testCheck } from '../../core/testing/test-check.ts';
import indexes from './indexes.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const index = factsOfKind('index', {
  table: 'a.t',
  def: 'CREATE INDEX i ON a.t USING btree (c)',
  am: 'btree',
  unique: false,
  primary: false,
  exclusion: false,
  immediate: true,
  nulls_not_distinct: false,
  replident: false,
  valid: true,
  ready: true,
  live: true,
  clustered: false,
  bytes: 8192,
});

testCheck(indexes, database(), {
  pass: [
    {
      name: 'the same indexes, of another size',
      artifacts: {
        indexes: both([index('a.i')], [index('a.i', { bytes: 16384, clustered: true })]),
      },
    },
    {
      name: 'one of the target’s own that refuses no row',
      artifacts: { indexes: both([], [index('a.i')]) },
    },
    {
      name: 'one of a table of DMS',
      artifacts: {
        indexes: both([], [index('public.awsdms_status_pkey', { unique: true, primary: true })]),
      },
    },
  ],
  fail: [
    {
      name: 'one that was not moved, one that became plain, and one that refuses rows',
      artifacts: {
        indexes: both(
          [index('a.gone'), index('a.u', { unique: true, nulls_not_distinct: true })],
          [index('a.new', { unique: true }), index('a.u')],
        ),
      },
      message: 'The target lacks the index a.gone, which the source has.',
      objects: {
        'index a.gone': 'The target lacks the index a.gone, which the source has.',
        'index a.new': 'The target has the index a.new, which the source lacks.',
        'index a.u': 'The index a.u has another uniqueness and rule for nulls in the target.',
      },
    },
    {
      name: 'another condition',
      artifacts: {
        indexes: both(
          [index('a.i', { def: 'CREATE INDEX i ON a.t USING btree (c) WHERE d' })],
          [index('a.i')],
        ),
      },
      message: 'The index a.i has another definition in the target.',
      objects: { 'index a.i': 'The index a.i has another definition in the target.' },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { indexes: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
