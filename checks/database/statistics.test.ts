import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './statistics.ts';
import { database } from './testing/database.ts';

const table = (id: string, def = {}) => ({
  kind: 'table',
  id,
  def: {
    columns: 3,
    columnsWithStatistics: 3,
    columnsWithout: [],
    countedRows: null,
    lastAnalyzed: null,
    estimatedRows: 1000,
    estimatedPages: 10,
    pages: 10,
    liveRows: 1000,
    addedRows: 0,
    ...def,
  },
});
/** One of which the planner knows nothing. */
const bare = (id: string, countedRows: number | null) =>
  table(id, {
    columnsWithStatistics: 0,
    columnsWithout: ['a', 'b', 'c'],
    countedRows,
    estimatedRows: null,
    estimatedPages: 0,
  });
const HIDDEN = 'Statistics of columns of app.b are hidden from the role.';
const UNSEEN = 'Neither the rows of app.b nor statistics of all of its columns are seen.';
const UNTOLD = 'How many rows app.b had when it was analyzed is not told.';
const GREW = 'The table app.a is several times as large as when it was analyzed.';
const grown = (name: string, def: object) => ({
  name,
  artifacts: seen(table('app.a', def)),
  message: GREW,
  objects: { 'app.a': GREW },
});
const seen = (...target: ReturnType<typeof table>[]) => ({ tableStatistics: { target } });

testCheck(check, database(), {
  pass: [
    {
      name: 'a table without columns has nothing to analyze',
      artifacts: seen(table('app.a', { columns: 0, columnsWithStatistics: 0, countedRows: 100 })),
    },
    { name: 'all are analyzed', artifacts: seen(table('app.a')) },
    {
      name: 'a table that grew, and was analyzed when it had a third of its rows and more',
      artifacts: seen(
        table('app.a', { liveRows: 2999, pages: 29, estimatedPages: 10, addedRows: 1999 }),
      ),
    },
    {
      name: 'a small table that grew',
      artifacts: seen(
        table('app.a', {
          estimatedRows: 1,
          estimatedPages: 1,
          liveRows: 99,
          pages: 31,
          addedRows: 98,
        }),
      ),
    },
    {
      name: 'a table of which the counters were lost',
      artifacts: seen(table('app.a', { liveRows: 0 })),
    },
    {
      name: 'a table with hardly a row is not',
      artifacts: seen(bare('app.a', 99)),
    },
  ],
  fail: [
    grown('analyzed with its first row, and loaded then', { estimatedRows: 1, estimatedPages: 1 }),
    grown('analyzed before it was emptied and loaded again', {
      estimatedRows: null,
      estimatedPages: 0,
    }),
    grown('of which only the pages tell, as counters were lost', { liveRows: 0, pages: 885 }),
    grown('of which VACUUM renewed the counts after the load', { addedRows: 999 }),
    grown('a partitioned table whose partitions were loaded', {
      pages: null,
      estimatedPages: null,
      liveRows: 200_000,
    }),
    {
      name: 'a table of which some columns were analyzed',
      artifacts: seen(
        table('app.a', { columnsWithStatistics: 1, columnsWithout: ['b', 'c'], countedRows: 100 }),
      ),
      message: 'The planner has statistics of some columns of app.a alone.',
      objects: { 'app.a': 'The planner has statistics of some columns of app.a alone.' },
    },
    {
      name: 'a table that was copied and not analyzed',
      artifacts: seen(table('app.a'), bare('app.b', 100)),
      message: 'The planner has no statistics of app.b.',
      objects: { 'app.b': 'The planner has no statistics of app.b.' },
    },
  ],
  unknown: [
    {
      name: 'a table that the role may not read, which hides its rows and statistics',
      artifacts: seen(table('app.b', { columnsWithStatistics: 0 })),
      message: HIDDEN,
      objects: { 'app.b': HIDDEN },
    },
    {
      name: 'a table of which the role may read some columns',
      artifacts: seen(table('app.b', { columnsWithStatistics: 2 })),
      message: HIDDEN,
      objects: { 'app.b': HIDDEN },
    },
    {
      name: 'a table without statistics whose rows may not be counted',
      artifacts: seen(bare('app.b', null)),
      message: UNSEEN,
      objects: { 'app.b': UNSEEN },
    },
    {
      name: 'a partitioned table of PostgreSQL 13, which keeps no count of its rows',
      artifacts: seen(table('app.b', { estimatedRows: null, estimatedPages: null, pages: null })),
      message: UNTOLD,
      objects: { 'app.b': UNTOLD },
    },
  ],
  error: [
    {
      name: 'a target that could not be seen',
      artifacts: { tableStatistics: { target: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
