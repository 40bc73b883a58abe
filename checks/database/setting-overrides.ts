import { settingOverrides } from '../../collectors/postgres/catalog/setting-overrides.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** RDS sets some for its own roles. */
const RULE: ObjectRule = {
  kinds: { dbrole_setting: ['override', 'overrides'] },
  members: { value: 'list of parameters' },
  isMeant: ({ id }) => !id.includes('/rds'),
};

export default defineCheck({
  id: 'database/setting-overrides',
  title: 'Parameters that are set for roles and the database are the same',
  risk: 'Applications get another search path, time zone or timeout than they rely on.',
  remediation:
    'Set the parameter for the role or the database of the target too. Values of parameters that sound secret are not compared.',
  fix: { sql: "ALTER ROLE <role> IN DATABASE <database> SET <parameter> = '<value>';" },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/catalog-pg-db-role-setting.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { settingOverrides },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.settingOverrides),
});
