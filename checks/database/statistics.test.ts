import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './statistics.ts';
import { database } from './testing/database.ts';

const table = (id: string, def = {}) => ({
  kind: 'table',
  id,
  def: {
    liveRows: 5_000,
    columns: 3,
    readableColumns: 3,
    columnsWithStatistics: 3,
    lastAnalyzed: null,
    ...def,
  },
});
const seen = (...target: ReturnType<typeof table>[]) => ({ tableStatistics: { target } });

testCheck(check, database(), {
  pass: [
    { name: 'all are analyzed', artifacts: seen(table('app.a')) },
    {
      name: 'a table with hardly a row is not',
      artifacts: seen(table('app.a', { liveRows: 99, columnsWithStatistics: 0 })),
    },
  ],
  fail: [
    {
      name: 'a table that was copied and not analyzed',
      artifacts: seen(table('app.a'), table('app.b', { columnsWithStatistics: 0 })),
      message: 'The planner has no statistics of app.b.',
      objects: { 'app.b': 'The planner has no statistics of app.b.' },
    },
  ],
  unknown: [
    {
      name: 'a table that the role may not read, which hides its statistics',
      artifacts: seen(table('app.b', { columnsWithStatistics: 0, readableColumns: 0 })),
      message: 'Not every column of app.b may be read, so its statistics are not seen.',
      objects: {
        'app.b': 'Not every column of app.b may be read, so its statistics are not seen.',
      },
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
