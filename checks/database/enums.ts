import { types } from '../../collectors/postgres/catalog/types.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** The order of labels is the order of values. An enum that is of another kind in the target is missing there. */
const RULE: ObjectRule = {
  kinds: { type: ['enum', 'enums'] },
  members: { labels: 'list of labels' },
  isMeant: (fact) => memberOf(fact, 'typtype') === 'e',
};

export default defineCheck({
  id: 'database/enums',
  title: 'The enums of both databases are the same, with their labels in the same order',
  risk: 'Values are refused, or sort and compare in another way than in the source.',
  remediation:
    'Create the enum with the labels of the source in their order; DMS makes texts of enums.',
  fix: { sql: 'CREATE TYPE <type> AS ENUM (<labels in order>);' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/datatype-enum.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { types },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.types),
});
