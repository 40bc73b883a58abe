import { columns } from '../../collectors/postgres/catalog/columns.ts';
import { constraints } from '../../collectors/postgres/catalog/constraints.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Missing constraints, and columns that lost their NOT NULL, are found by other checks. */
const RULE: ObjectRule = {
  kinds: { constraint: ['constraint', 'constraints'], column: ['NOT NULL of', 'columns'] },
  members: { validated: 'state of validation' },
  commonAlone: ['constraint', 'column'],
  mayDiffer: (_, source, target) =>
    memberOf(source, 'validated') !== true ||
    (target.kind === 'column' && memberOf(target, 'notnull') === false),
  tell: (named) => `The ${named} is validated in the source and not in the target.`,
};

export default defineCheck({
  id: 'database/constraints-validated',
  title: 'Every constraint that is validated in the source is validated in the target',
  risk: 'Rows that were loaded before the constraint may break it, and the planner does not trust it.',
  remediation: 'Validate the constraint in the target after its rows are loaded.',
  fix: { sql: 'ALTER TABLE <table> VALIDATE CONSTRAINT <constraint>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/sql-altertable.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { constraints, columns },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.constraints, artifacts.columns),
});
