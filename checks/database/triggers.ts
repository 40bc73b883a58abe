import { triggers } from '../../collectors/postgres/catalog/triggers.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Whether a trigger is enabled has a check of its own. Servers of two majors may print one definition in two ways. */
const RULE: ObjectRule = {
  kinds: { trigger: ['trigger', 'triggers'] },
  members: { def: 'definition', deferrable: 'deferrability', deferred: 'time of its run' },
};

export default defineCheck({
  id: 'database/triggers',
  title: 'The triggers of both databases are the same',
  risk: 'What the source does on each write no longer happens, or happens twice.',
  remediation: 'Create the trigger with the source’s own definition; DMS moves none.',
  fix: {
    sql: 'CREATE TRIGGER <trigger> <event> ON <table> FOR EACH ROW EXECUTE FUNCTION <function>();',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/catalog-pg-trigger.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { triggers },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.triggers),
});
