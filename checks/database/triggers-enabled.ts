import { triggers } from '../../collectors/postgres/catalog/triggers.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/**
 * While changes are applied from the source, triggers must not fire: until the cutover the check rightly fails. Missing
 * triggers are found by another check.
 */
const RULE: ObjectRule = {
  kinds: { trigger: ['trigger', 'triggers'] },
  members: { enabled: 'setting of when it fires' },
  commonAlone: ['trigger'],
  tell: (named, _, target) =>
    memberOf(target, 'enabled') === 'D' ? `The ${named} is disabled in the target.` : null,
};

export default defineCheck({
  id: 'database/triggers-enabled',
  title: 'Every trigger fires in the target when it fires in the source',
  risk: 'Triggers that were turned off for the load stay off, and writes go without what they should do.',
  remediation:
    'Enable the trigger as it is in the source, when changes are no longer applied from there.',
  fix: { sql: 'ALTER TABLE <table> ENABLE TRIGGER <trigger>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { triggers },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.triggers),
});
