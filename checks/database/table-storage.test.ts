import { denied, testCheck } from '../../core/testing/test-check.ts';
import tableStorage from './table-storage.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const table = factsOfKind('relation', {
  relkind: 'r',
  options: null,
  am: 'heap',
  tablespace: null,
});

testCheck(tableStorage, database(), {
  pass: [
    {
      name: 'the same storage',
      artifacts: { relations: both([table('a.t', { options: ['fillfactor=90'] })]) },
    },
    {
      name: 'a table that the target lacks, which another check finds',
      artifacts: { relations: both([table('a.t')], []) },
    },
    {
      name: 'options of views, which are compared with them',
      artifacts: {
        relations: both(
          [table('a.v', { relkind: 'v', options: ['security_barrier=true'] })],
          [table('a.v', { relkind: 'v' })],
        ),
      },
    },
  ],
  fail: [
    {
      name: 'other parameters and another tablespace',
      artifacts: {
        relations: both(
          [table('a.t', { options: ['fillfactor=90'], tablespace: 'fast' })],
          [table('a.t')],
        ),
      },
      message: 'The table a.t has another set of storage parameters and tablespace in the target.',
      objects: {
        'table a.t':
          'The table a.t has another set of storage parameters and tablespace in the target.',
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
