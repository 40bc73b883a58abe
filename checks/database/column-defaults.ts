import { columns } from '../../collectors/postgres/catalog/columns.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Missing columns and expressions of generated ones are found by other checks. Servers of two majors may print one expression in two ways. */
const RULE: ObjectRule = {
  kinds: { column: ['column', 'columns'] },
  members: { default: 'default' },
  isMeant: (fact) => memberOf(fact, 'generated') === null,
  commonAlone: ['column'],
};

export default defineCheck({
  id: 'database/column-defaults',
  title: 'Every column has the default of the source in the target',
  risk: 'Rows that leave the column out are refused or get another value: tables that DMS makes have no defaults.',
  remediation: 'Set the defaults of the source on the columns of the target.',
  fix: { sql: 'ALTER TABLE <table> ALTER COLUMN <column> SET DEFAULT <expression>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/catalog-pg-attrdef.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { columns },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.columns),
});
