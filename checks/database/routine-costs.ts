import { routines } from '../../collectors/postgres/catalog/routines.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Missing routines are found by another check. */
const RULE: ObjectRule = {
  kinds: { routine: ['routine', 'routines'] },
  members: { cost: 'estimated cost', rows: 'estimated number of rows' },
  commonAlone: ['routine'],
};

export default defineCheck({
  id: 'database/routine-costs',
  title: 'Every routine has the estimated cost and number of rows of the source in the target',
  risk: 'The planner chooses other plans for queries that call the routine.',
  remediation: 'Set the estimates of the source on the routine.',
  fix: { sql: 'ALTER FUNCTION <function> COST <cost>;' },
  severity: 'low',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/sql-alterfunction.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { routines },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.routines),
});
