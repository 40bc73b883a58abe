import { denied, testCheck } from '../../core/testing/test-check.ts';
import unloggedTables from './unlogged-tables.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const table = factsOfKind('relation', { relkind: 'r', persistence: 'p' });

testCheck(unloggedTables, database(), {
  pass: [
    { name: 'logged tables', artifacts: { relations: both([table('a.t')]) } },
    {
      name: 'an unlogged sequence, which other checks compare',
      artifacts: { relations: both([table('a.s', { relkind: 'S', persistence: 'u' })]) },
    },
  ],
  fail: [
    {
      name: 'unlogged in the source, in the target and in both: a finding each',
      artifacts: {
        relations: both(
          [
            table('a.both', { persistence: 'u' }),
            table('a.source', { persistence: 'u' }),
            table('a.target'),
          ],
          [
            table('a.both', { persistence: 'u' }),
            table('a.source'),
            table('a.target', { persistence: 'u' }),
          ],
        ),
      },
      message: 'The table a.both is unlogged in the source and in the target.',
      objects: {
        'table a.both': 'The table a.both is unlogged in the source and in the target.',
        'table a.source': 'The table a.source is unlogged in the source.',
        'table a.target': 'The table a.target is unlogged in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { relations: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
