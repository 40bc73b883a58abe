import { policies } from '../../collectors/postgres/catalog/policies.ts';
import { relations } from '../../collectors/postgres/catalog/relations.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf, textOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Missing tables are found by another check. Servers of two majors may print one condition in two ways. */
const RULE: ObjectRule = {
  kinds: { policy: ['policy', 'policies'], relation: ['table', 'tables'] },
  members: {
    cmd: 'command',
    permissive: 'way to combine',
    roles: 'list of roles',
    using: 'condition to see rows',
    check: 'condition to write rows',
    rls: 'state of row security',
    rls_forced: 'rule for its owner',
  },
  isMeant: (fact) => fact.kind === 'policy' || ['r', 'p'].includes(textOf(fact, 'relkind')),
  commonAlone: ['relation'],
  tell: (named, source, target) =>
    memberOf(source, 'rls') === true && memberOf(target, 'rls') === false
      ? `Row security is not enabled on the ${named} in the target.`
      : null,
};

export default defineCheck({
  id: 'database/row-security',
  title: 'Row security is enabled on the same tables in both databases, with the same policies',
  risk: 'Roles see and change rows that are hidden from them in the source, or no rows at all.',
  remediation:
    'Enable row security on the table and create its policies with the source’s own definitions.',
  fix: { sql: 'ALTER TABLE <table> ENABLE ROW LEVEL SECURITY;' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    'https://www.postgresql.org/docs/current/catalog-pg-policy.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { policies, relations },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.policies, artifacts.relations),
});
