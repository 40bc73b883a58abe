import { disabledForeignKeys } from '../../collectors/postgres/catalog/disabled-foreign-keys.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeEach, type EachRule } from './objects/judge-each.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** DISABLE TRIGGER ALL, with which loads begin, also turns off the triggers by which PostgreSQL enforces foreign keys. */
const RULE: EachRule = {
  kinds: { fk_disabled: ['foreign key', 'disabled foreign keys'] },
  expected: { enabled: 'O' },
  shown: ['enabled', 'on'],
  tell: (named) =>
    `The triggers that enforce the ${named} are not enabled as they are by default in the target.`,
};

export default defineCheck({
  id: 'database/foreign-keys-enforced',
  title: 'No foreign key of the target has its triggers disabled',
  risk: 'Rows that refer to nothing are written without an error.',
  remediation:
    'Enable the triggers that were disabled for the load, and look for rows that refer to nothing.',
  fix: { sql: 'ALTER TABLE <table> ENABLE TRIGGER ALL;' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { disabledForeignKeys },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeEach(RULE, 'target', artifacts.disabledForeignKeys),
});
