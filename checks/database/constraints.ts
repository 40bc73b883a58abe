import { constraints } from '../../collectors/postgres/catalog/constraints.ts';
import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { defineCheck } from '../../core/check.ts';
import { textOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

function withoutValidity(fact: Fact): string {
  return textOf(fact, 'def').replace(/ NOT VALID$/, '');
}

/**
 * The index below a constraint may have another name, and whether it is validated has a check of its own. Servers of two
 * majors may print one definition in two ways; columns carry NOT NULL.
 */
const RULE: ObjectRule = {
  kinds: { constraint: ['constraint', 'constraints'] },
  members: {
    type: 'type',
    def: 'definition',
    deferrable: 'deferrability',
    deferred: 'time of its check',
    noinherit: 'inheritance',
    enforced: 'enforcement',
    ref: 'referenced table',
  },
  mayDiffer: (member, source, target) =>
    member === 'def' && withoutValidity(source) === withoutValidity(target),
};

export default defineCheck({
  id: 'database/constraints',
  title: 'The constraints of both databases are the same',
  risk: 'Rows that the source refuses are accepted, and later nobody can tell which are wrong.',
  remediation:
    'Add the constraint with the source’s own definition; DMS makes little more than primary keys.',
  fix: { sql: 'ALTER TABLE <table> ADD CONSTRAINT <constraint> <definition>;' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/catalog-pg-constraint.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { constraints },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.constraints),
});
