import { denied, testCheck } from '../../core/testing/test-check.ts';
import columns from './columns.ts';
import { database } from './testing/database.ts';

const column = (id: string, def = {}) => ({
  kind: 'column',
  id,
  def: { pos: 1, type: 'text', notnull: true, collation: null, ...def },
});
const both = (source: readonly ReturnType<typeof column>[], target: typeof source) => ({
  columns: { source, target },
});

testCheck(columns, database(), {
  pass: [
    {
      name: 'the same columns, stored in another order',
      artifacts: both(
        [column('app.agents.id'), column('app.agents.name')],
        [column('app.agents.name', { pos: 2, storage: 'm' }), column('app.agents.id')],
      ),
    },
    {
      name: 'columns of tables that the migration made for itself, on either side',
      artifacts: both(
        [column('public.awsdms_ddl_audit.c_key')],
        [column('public.awsdms_status.task_name'), column('public.heartbeat.id')],
      ),
    },
    { name: 'a database without columns', artifacts: both([], []) },
  ],
  fail: [
    {
      name: 'a column that was not moved, one that is new and one of another type: a finding each',
      artifacts: both(
        [column('app.agents.id'), column('app.agents.price', { type: 'numeric', notnull: false })],
        [column('app.agents.price', { type: 'numeric(28,6)' }), column('app.agents.tag')],
      ),
      message: 'The target lacks the column app.agents.id, which the source has.',
      objects: {
        'column app.agents.id': 'The target lacks the column app.agents.id, which the source has.',
        'column app.agents.price':
          'The column app.agents.price has another type and rule for nulls in the target.',
        'column app.agents.tag':
          'The target has the column app.agents.tag, which the source lacks.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: {
        columns: { source: [column('a.b.c')], target: denied('postgresql:catalog-columns') },
      },
      message: 'AWS denied postgresql:catalog-columns.',
    },
  ],
});
