import { extendedStatistics } from '../../collectors/postgres/catalog/extended-statistics.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Servers of two majors may print one definition in two ways. */
const RULE: ObjectRule = {
  kinds: { statistics: ['statistics object', 'statistics objects'] },
  members: { def: 'definition' },
  mayBeExtra: () => true,
};

export default defineCheck({
  id: 'database/extended-statistics',
  title: 'Every extended statistics object of the source is in the target',
  risk: 'The planner misjudges how many rows a condition on several columns leaves, and chooses slow plans.',
  remediation: 'Create the statistics with the source’s own definition, and analyze the table.',
  fix: { sql: 'CREATE STATISTICS <statistics> ON <columns> FROM <table>;' },
  severity: 'low',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/sql-createstatistics.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { extendedStatistics },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.extendedStatistics),
});
