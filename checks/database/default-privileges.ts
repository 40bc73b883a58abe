import { defaultPrivileges } from '../../collectors/postgres/catalog/default-privileges.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { PRIVILEGES } from './objects/privileges.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

const RULE: ObjectRule = {
  kinds: { default_acl: ['default grant of', 'default grants'] },
  members: PRIVILEGES,
};

export default defineCheck({
  id: 'database/default-privileges',
  title: 'The default privileges of objects to come are the same in both databases',
  risk: 'Objects that are made after the cutover cannot be used, or can be used by too many.',
  remediation: 'Alter the default privileges of the role as they are in the source.',
  fix: { sql: 'ALTER DEFAULT PRIVILEGES FOR ROLE <role> GRANT <privilege> ON TABLES TO <role>;' },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { defaultPrivileges },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.defaultPrivileges),
});
