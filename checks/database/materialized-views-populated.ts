import { views } from '../../collectors/postgres/catalog/views.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Missing views are found by another check. */
const RULE: ObjectRule = {
  kinds: { view: ['materialized view', 'materialized views'] },
  members: { populated: 'state of its rows' },
  isMeant: (fact) => memberOf(fact, 'relkind') === 'm',
  commonAlone: ['view'],
  mayDiffer: (_, source) => memberOf(source, 'populated') !== true,
  tell: (named) => `The ${named} is not populated in the target.`,
};

export default defineCheck({
  id: 'database/materialized-views-populated',
  title: 'Every materialized view that is populated in the source is populated in the target',
  risk: 'Queries of the view are refused until it is refreshed: no tool moves its rows.',
  remediation: 'Refresh the view in the target, after its tables are loaded.',
  fix: { sql: 'REFRESH MATERIALIZED VIEW <view>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { views },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.views),
});
