import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import {
  COUNTED_ROWS,
  tableStatistics,
  type TableStatistics,
} from '../../collectors/postgres/catalog/table-statistics.ts';
import {
  deviationsOr,
  fail,
  pass,
  unknown,
  type Deviation,
  type Judgement,
} from '../../core/judgement.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** A table with fewer rows is read whole, whatever the planner thinks of it. */
const FEW_ROWS = COUNTED_ROWS;
/** The same of pages: a quarter of a megabyte. */
const FEW_PAGES = 32;
/** Autovacuum analyzes after a tenth of a table changed: one that is so many times as large was loaded since. */
const GROWTH = 3;

/** What there is to say against columns of which there are no statistics. */
function lacking({ id, def }: Fact<TableStatistics>): Judgement | null {
  const { columns, columnsWithStatistics, columnsWithout, countedRows, lastAnalyzed } = def;
  if (columnsWithStatistics >= columns) return null;
  if (countedRows !== null && countedRows < FEW_ROWS) return null;
  // Statistics of columns that the role may not read are hidden, and not missing.
  if (columnsWithout.length === 0) {
    return unknown(`Statistics of columns of ${id} are hidden from the role.`);
  }
  if (countedRows === null) {
    return unknown(`Neither the rows of ${id} nor statistics of all of its columns are seen.`);
  }
  return fail(
    columnsWithStatistics === 0
      ? `The planner has no statistics of ${id}.`
      : `The planner has statistics of some columns of ${id} alone.`,
    { columnsWithout: [] },
    { columnsWithout, rowsAtLeast: countedRows, lastAnalyzed },
  );
}

/** What there is to say against statistics of what a table was before. */
function outdated({ id, def }: Fact<TableStatistics>): Judgement | null {
  const { columnsWithStatistics, estimatedRows, estimatedPages, lastAnalyzed } = def;
  const { pages, liveRows, addedRows } = def;
  if (columnsWithStatistics === 0) return null;
  const untold = estimatedRows === null && estimatedPages === null;
  if (untold && liveRows >= FEW_ROWS) {
    return unknown(`How many rows ${id} had when it was analyzed is not told.`);
  }
  const grew =
    (liveRows >= FEW_ROWS && liveRows >= GROWTH * (estimatedRows ?? 0)) ||
    (pages !== null && pages >= FEW_PAGES && pages >= GROWTH * (estimatedPages ?? 0)) ||
    // VACUUM renews the counts, and not the statistics.
    (liveRows >= FEW_ROWS && GROWTH * (liveRows - addedRows) <= liveRows);
  return grew
    ? fail(
        `The table ${id} is several times as large as when it was analyzed.`,
        { rows: estimatedRows, pages: estimatedPages, addedRows: 0 },
        { rows: liveRows, pages, addedRows, lastAnalyzed },
      )
    : null;
}

export default defineCheck({
  id: 'database/statistics',
  title:
    'The planner has statistics of every table, partitioned table and materialized view of the target as it is now',
  risk: 'Data that was copied brings no statistics: the first queries after the cutover get plans for empty tables.',
  remediation: 'Analyze the database after the load.',
  fix: { sql: 'ANALYZE <table>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/planner-stats.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_BestPractices.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { tableStatistics },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { tableStatistics }) {
    const tables = tableStatistics.get('target');
    if (tables === null) return unknown('The target did not say which tables it has.');
    const deviating = tables.flatMap((table): readonly Deviation[] => {
      const judgement = lacking(table) ?? outdated(table);
      return judgement === null ? [] : [{ object: table.id, judgement }];
    });
    return deviationsOr(
      deviating,
      pass(
        { tablesWithout: 0 },
        {
          tablesWithout: 0,
          tablesAnalyzed: tables.filter(({ def }) => def.columnsWithStatistics > 0).length,
          tables: tables.length,
        },
      ),
    );
  },
});
