import { columns } from '../../collectors/postgres/catalog/columns.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Positions are counted over the columns that are left, so that one that was dropped in the source moves none. */
const RULE: ObjectRule = {
  kinds: { column: ['column', 'columns'] },
  members: { pos: 'position' },
  commonAlone: ['column'],
};

export default defineCheck({
  id: 'database/column-order',
  title: 'The columns of every table are in the same order in both databases',
  risk: 'Statements that insert without a list of columns, and programs that read columns by position, mix values up.',
  remediation:
    'Create the table with its columns in the order of the source, or waive it when all statements name their columns.',
  fix: { sql: 'CREATE TABLE <table> (<columns in the order of the source>);' },
  severity: 'low',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/sql-insert.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { columns },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.columns),
});
