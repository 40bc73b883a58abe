import { denied, testCheck } from '../../core/testing/test-check.ts';
import indexesValid from './indexes-valid.ts';
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

testCheck(indexesValid, database(), {
  pass: [
    { name: 'all are in use', artifacts: { indexes: { target: [index('a.i')] } } },
    {
      name: 'one of the source is not, but was built anew',
      artifacts: { indexes: both([index('a.i', { valid: false })], [index('a.i')]) },
    },
    { name: 'no index', artifacts: { indexes: { target: [] } } },
  ],
  fail: [
    {
      name: 'builds that failed: a finding each',
      artifacts: {
        indexes: {
          target: [index('a.i', { valid: false }), index('a.j', { ready: false }), index('a.k')],
        },
      },
      message: 'The index a.i is not valid, ready and live in the target.',
      objects: {
        'index a.i': 'The index a.i is not valid, ready and live in the target.',
        'index a.j': 'The index a.j is not valid, ready and live in the target.',
      },
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
