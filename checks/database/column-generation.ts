import { columns } from '../../collectors/postgres/catalog/columns.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Missing columns and plain defaults are found by other checks. Servers of two majors may print one expression in two ways. */
const RULE: ObjectRule = {
  kinds: { column: ['column', 'columns'] },
  members: { identity: 'identity', generated: 'generation', default: 'generating expression' },
  commonAlone: ['column'],
  mayDiffer: (member, source, target) =>
    member === 'default' &&
    (memberOf(source, 'generated') === null || memberOf(target, 'generated') === null),
};

export default defineCheck({
  id: 'database/column-generation',
  title:
    'Every identity and generated column of the source is one in the target, made in the same way',
  risk: 'Inserts are refused or leave the column empty: tables that DMS makes have neither identity nor generated columns.',
  remediation: 'Create the columns with the identity and the expressions of the source.',
  fix: { sql: 'ALTER TABLE <table> ALTER COLUMN <column> ADD GENERATED ALWAYS AS IDENTITY;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/ddl-generated-columns.html',
    'https://www.postgresql.org/docs/current/ddl-identity-columns.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { columns },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.columns),
});
