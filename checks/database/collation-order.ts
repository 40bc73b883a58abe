import { collationOrder } from '../../collectors/postgres/catalog/collation-order.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

const RULE: ObjectRule = {
  kinds: { collation_order: ['collation', 'collations'] },
  members: { order: 'order', cases: 'change of case' },
};

export default defineCheck({
  id: 'database/collation-order',
  title: 'Both databases sort and change the case of telling texts alike',
  risk: 'ORDER BY, ranges over texts and upper() give other answers, and indexes that were copied byte by byte are corrupt.',
  remediation:
    'Use a provider and version of collations that is the same on both sides, such as ICU or C, or rebuild indexes and check what depends on the order.',
  fix: { sql: 'REINDEX DATABASE <database>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/PostgreSQL-Collations.html',
    'https://www.postgresql.org/docs/current/collation.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { collationOrder },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.collationOrder),
});
