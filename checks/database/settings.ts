import { settings } from '../../collectors/postgres/catalog/settings.ts';
import { judgeSettings } from './settings-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

const NAMES: readonly string[] = [
  'DateStyle',
  'IntervalStyle',
  'TimeZone',
  'array_nulls',
  'backslash_quote',
  'bytea_output',
  'default_table_access_method',
  'default_text_search_config',
  'default_transaction_deferrable',
  'default_transaction_isolation',
  'default_transaction_read_only',
  'extra_float_digits',
  'integer_datetimes',
  'lc_messages',
  'lc_monetary',
  'lc_numeric',
  'lc_time',
  'lo_compat_privileges',
  'quote_all_identifiers',
  'row_security',
  'search_path',
  'server_encoding',
  'session_replication_role',
  'standard_conforming_strings',
  'timezone_abbreviations',
  'transform_null_equals',
  'xmlbinary',
  'xmloption',
];

export default defineCheck({
  id: 'database/settings',
  title: 'Parameters that change what a query answers are equal',
  risk: 'The same query answers differently, or sorts, prints or reads values in another way.',
  remediation: 'Set the parameter in the cluster’s parameter group, or for the database.',
  fix: { sql: "ALTER DATABASE <database> SET <parameter> = '<value>';" },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-client.html',
    'https://www.postgresql.org/docs/current/runtime-config-compatible.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { settings },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate: (_, { settings }) =>
    judgeSettings(
      settings,
      NAMES,
      (source, target) => source === target,
      (name) => `The parameter ${name} is set otherwise in the target.`,
    ),
});
