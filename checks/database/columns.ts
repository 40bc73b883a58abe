import { columns } from '../../collectors/postgres/catalog/columns.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Defaults, identity and generation have checks of their own; how values are stored changes none of them. */
const RULE: ObjectRule = {
  kinds: { column: ['column', 'columns'] },
  members: { type: 'type', notnull: 'rule for nulls', collation: 'collation' },
};

export default defineCheck({
  id: 'database/columns',
  title:
    'Every column of the source is in the target, with the same type, nullability and collation',
  risk: 'Values are cut, rounded or refused, and statements that name the column fail.',
  remediation:
    'Create the schema with the source’s own definitions instead of those that a migration tool makes up.',
  fix: { sql: 'ALTER TABLE <table> ALTER COLUMN <column> TYPE <type>;' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/catalog-pg-attribute.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { columns },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.columns),
});
