import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './statistics.ts';
import { database } from './testing/database.ts';

const table = (id: string, def = {}) => ({
  kind: 'table',
  id,
  def: {
    columns: 3,
    columnsWithStatistics: 3,
    countedRows: null,
    lastAnalyzed: null,
    ...def,
  },
});
/** One of which the planner knows nothing. */
const bare = (id: string, countedRows: number | null) =>
  table(id, { columnsWithStatistics: 0, countedRows });
const seen = (...target: ReturnType<typeof table>[]) => ({ tableStatistics: { target } });

testCheck(check, database(), {
  pass: [
    {
      name: 'a table without columns has nothing to analyze',
      artifacts: seen(table('app.a', { columns: 0, columnsWithStatistics: 0, countedRows: 100 })),
    },
    { name: 'all are analyzed', artifacts: seen(table('app.a')) },
    {
      name: 'a table with hardly a row is not',
      artifacts: seen(bare('app.a', 99)),
    },
  ],
  fail: [
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
      artifacts: seen(bare('app.b', null)),
      message: 'Neither the rows of app.b nor statistics of them are seen.',
      objects: { 'app.b': 'Neither the rows of app.b nor statistics of them are seen.' },
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
