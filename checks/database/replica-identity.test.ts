import { denied, testCheck } from '../../core/testing/test-check.ts';
import replicaIdentity from './replica-identity.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const table = factsOfKind('nokey', {
  replident: 'd',
  writes: 0,
  unique_notnull: null,
  rows_est: 10,
  bytes: 8192,
});

testCheck(replicaIdentity, database(), {
  pass: [
    { name: 'every table has one', artifacts: { keylessTables: { source: [] } } },
    {
      name: 'only the target has one without, after the move',
      artifacts: { keylessTables: both([], [table('a.t')]) },
    },
  ],
  fail: [
    {
      name: 'one that is written to, one that is not, and one of which nothing is counted',
      artifacts: {
        keylessTables: {
          source: [
            table('a.busy', { writes: 3 }),
            table('a.quiet'),
            table('a.unknown', { writes: null }),
          ],
        },
      },
      message:
        'The source updates or deletes rows of the table a.busy, which has no key to replicate them by.',
      objects: {
        'table a.busy':
          'The source updates or deletes rows of the table a.busy, which has no key to replicate them by.',
        'table a.quiet':
          'The table a.quiet has no key by which its updates and deletes could be replicated.',
        'table a.unknown':
          'The table a.unknown has no key by which its updates and deletes could be replicated.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { keylessTables: { source: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
