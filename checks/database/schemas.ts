import { schemas } from '../../collectors/postgres/catalog/schemas.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Owners have a check of their own; schemas of the system, of AWS and of DMS are no part of the catalog. */
const RULE: ObjectRule = { kinds: { schema: ['schema', 'schemas'] }, members: {} };

export default defineCheck({
  id: 'database/schemas',
  title: 'The schemas of both databases are the same',
  risk: 'Statements that name a schema fail, and what was in it is not there.',
  remediation: 'Create the schema in the target, or drop the one that belongs to nothing.',
  fix: { sql: 'CREATE SCHEMA <schema>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/ddl-schemas.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { schemas },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.schemas),
});
