import { denied, testCheck } from '../../core/testing/test-check.ts';
import tables from './tables.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const table = factsOfKind('relation', {
  relkind: 'r',
  persistence: 'p',
  partkey: null,
  partbound: null,
  parents: null,
  of_type: null,
});

testCheck(tables, database(), {
  pass: [
    {
      name: 'the same tables, stored in another way',
      artifacts: {
        relations: both(
          [table('app.agents'), table('app.metrics', { relkind: 'p', partkey: 'RANGE (at)' })],
          [
            table('app.metrics', { relkind: 'p', partkey: 'RANGE (at)' }),
            table('app.agents', { options: ['fillfactor=90'], owner: 'other' }),
          ],
        ),
      },
    },
    {
      name: 'views and sequences, which other checks compare',
      artifacts: {
        relations: both(
          [table('app.tree', { relkind: 'v' })],
          [table('app.seq', { relkind: 'S' })],
        ),
      },
    },
    {
      name: 'tables that the migration made for itself on either side',
      artifacts: {
        relations: both(
          [table('public.awsdms_ddl_audit')],
          [table('public.awsdms_status'), table('public.heartbeat')],
        ),
      },
    },
  ],
  fail: [
    {
      name: 'a table that was not moved, one that is new, one that lost its partitioning and an unlogged one',
      artifacts: {
        relations: both(
          [
            table('a.gone'),
            table('a.metrics', { relkind: 'p', partkey: 'RANGE (at)' }),
            table('a.notes'),
          ],
          [table('a.metrics'), table('a.new'), table('a.notes', { persistence: 'u' })],
        ),
      },
      message: 'The target lacks the table a.gone, which the source has.',
      objects: {
        'table a.gone': 'The target lacks the table a.gone, which the source has.',
        'table a.metrics': 'The partitioning of the table a.metrics is lost in the target.',
        'table a.new': 'The target has the table a.new, which the source lacks.',
        'table a.notes': 'The table a.notes has another persistence in the target.',
      },
    },
    {
      name: 'a partition with other bounds, and one of another parent',
      artifacts: {
        relations: both(
          [
            table('a.p1', { partbound: 'FOR VALUES FROM (1) TO (2)', parents: ['a.p'] }),
            table('a.p2', { parents: ['a.p'] }),
          ],
          [
            table('a.p1', { partbound: 'FOR VALUES FROM (1) TO (3)', parents: ['a.p'] }),
            table('a.p2', { parents: null }),
          ],
        ),
      },
      message: 'The table a.p1 has another bounds of its partition in the target.',
      objects: {
        'table a.p1': 'The table a.p1 has another bounds of its partition in the target.',
        'table a.p2': 'The table a.p2 has another parent in the target.',
      },
    },
    {
      name: 'a table that became a view',
      artifacts: { relations: both([table('a.t')], [table('a.t', { relkind: 'v' })]) },
      message: 'The target lacks the table a.t, which the source has.',
      objects: { 'table a.t': 'The target lacks the table a.t, which the source has.' },
    },
    {
      name: 'a heartbeat of the source’s own',
      artifacts: { relations: both([table('a.heartbeat')], []) },
      message: 'The target lacks the table a.heartbeat, which the source has.',
      objects: {
        'table a.heartbeat': 'The target lacks the table a.heartbeat, which the source has.',
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
