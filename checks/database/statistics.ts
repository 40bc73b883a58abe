import { tableStatistics } from '../../collectors/postgres/catalog/table-statistics.ts';
import { deviations, fail, pass, unknown, type Deviation } from '../../core/judgement.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** A table with fewer rows is read whole, whatever the planner thinks of it. */
const FEW_ROWS = 100;

export default defineCheck({
  id: 'database/statistics',
  title: 'The planner has statistics of every table of the target that has rows',
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
    const large = tables.filter(({ def }) => def.liveRows >= FEW_ROWS);
    const [first, ...others] = large.flatMap(({ id, def }): readonly Deviation[] => {
      if (def.columnsWithStatistics > 0) return [];
      const facts = [
        { columnsWithStatisticsAtLeast: 1 },
        { columnsWithStatistics: 0, liveRows: def.liveRows, lastAnalyzed: def.lastAnalyzed },
      ] as const;
      const judgement =
        def.readableColumns < def.columns
          ? unknown(`Not every column of ${id} may be read, so its statistics are not seen.`)
          : fail(`The planner has no statistics of ${id}.`, ...facts);
      return [{ object: id, judgement }];
    });
    if (first !== undefined) return deviations([first, ...others]);
    return pass(
      { tablesWithout: 0 },
      { tablesWithout: 0, tablesWithRows: large.length, tables: tables.length },
    );
  },
});
