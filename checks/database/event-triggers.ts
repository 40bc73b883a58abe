import { eventTriggers } from '../../collectors/postgres/catalog/event-triggers.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** The one by which DMS notices changes of the schema belongs to the source alone. */
const RULE: ObjectRule = {
  kinds: { event_trigger: ['event trigger', 'event triggers'] },
  members: {
    event: 'event',
    enabled: 'setting of when it fires',
    tags: 'list of commands',
    function: 'function',
  },
};

export default defineCheck({
  id: 'database/event-triggers',
  title: 'The event triggers of both databases are the same',
  risk: 'Changes of the schema go unnoticed, or are refused where the source allows them.',
  remediation: 'Create the event trigger as a member of rds_superuser.',
  fix: { sql: 'CREATE EVENT TRIGGER <trigger> ON <event> EXECUTE FUNCTION <function>();' },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/event-triggers.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.FeatureSupport.EventTriggers.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { eventTriggers },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.eventTriggers),
});
