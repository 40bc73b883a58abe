import {
  COUNTED_ROWS,
  tableStatistics,
} from '../../collectors/postgres/catalog/table-statistics.ts';
import { deviations, fail, pass, unknown, type Deviation } from '../../core/judgement.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** A table with fewer rows is read whole, whatever the planner thinks of it. */
const FEW_ROWS = COUNTED_ROWS;

export default defineCheck({
  id: 'database/statistics',
  title:
    'The planner has statistics of every table, partitioned table and materialized view of the target that has rows',
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
    const [first, ...others] = tables.flatMap(({ id, def }): readonly Deviation[] => {
      if (def.columnsWithStatistics > 0 || def.columns === 0) return [];
      const { countedRows, lastAnalyzed } = def;
      if (countedRows === null) {
        const message = `Neither the rows of ${id} nor statistics of them are seen.`;
        return [{ object: id, judgement: unknown(message) }];
      }
      if (countedRows < FEW_ROWS) return [];
      const judgement = fail(
        `The planner has no statistics of ${id}.`,
        { columnsWithStatisticsAtLeast: 1 },
        { columnsWithStatistics: 0, rowsAtLeast: countedRows, lastAnalyzed },
      );
      return [{ object: id, judgement }];
    });
    if (first !== undefined) return deviations([first, ...others]);
    return pass(
      { tablesWithout: 0 },
      {
        tablesWithout: 0,
        tablesAnalyzed: tables.filter(({ def }) => def.columnsWithStatistics > 0).length,
        tables: tables.length,
      },
    );
  },
});
