import { denied, testCheck } from '../../core/testing/test-check.ts';
import foreignTables from './foreign-tables.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const server = factsOfKind('server', {
  fdw: 'postgres_fdw',
  type: null,
  version: null,
  options: ['dbname=app', 'host=old.example'],
});
const table = factsOfKind('foreign_table', { server: 'other', options: ['table_name=t'] });
const mapping = factsOfKind('user_mapping', { has_options: false });

testCheck(foreignTables, database(), {
  pass: [
    {
      name: 'the same tables on a server of another host, which is expected',
      artifacts: {
        foreignData: both(
          [server('other'), table('a.t'), mapping('app@other')],
          [
            server('other', { options: ['dbname=app', 'host=new.example', 'port=5433'] }),
            table('a.t'),
            mapping('app@other', { has_options: true }),
          ],
        ),
      },
    },
    { name: 'none', artifacts: { foreignData: both([]) } },
  ],
  fail: [
    {
      name: 'a table and a mapping that were not moved, and a server of another database',
      artifacts: {
        foreignData: both(
          [server('other'), table('a.t'), mapping('app@other')],
          [server('other', { options: ['dbname=other', 'host=old.example'] })],
        ),
      },
      message: 'The target lacks the foreign table a.t, which the source has.',
      objects: {
        'foreign table a.t': 'The target lacks the foreign table a.t, which the source has.',
        'foreign server other':
          'The foreign server other has another list of options in the target.',
        'user mapping app@other':
          'The target lacks the user mapping app@other, which the source has.',
      },
    },
    {
      name: 'a table of another table over there',
      artifacts: {
        foreignData: both([table('a.t')], [table('a.t', { options: ['table_name=host=t'] })]),
      },
      message: 'The foreign table a.t has another list of options in the target.',
      objects: {
        'foreign table a.t': 'The foreign table a.t has another list of options in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { foreignData: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
