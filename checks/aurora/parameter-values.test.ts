import { expect, test } from '@jest/globals';
import { isSameValue } from './parameter-values.ts';

test.each<[string, string, string]>([
  ['log_statement', 'ddl', ' ddl '],
  ['rds.force_ssl', '1', 'on'],
  ['rds.logical_replication', 'true', '1'],
  ['log_connections', 'OFF', '0'],
  ['work_mem', '64MB', '65536'],
  ['work_mem', '65536', '64 MB'],
  ['statement_timeout', '30s', '30000'],
  ['idle_in_transaction_session_timeout', '1d', '86400000'],
  ['shared_buffers', '1GB', '131072'],
  ['max_connections', '100', '100.0'],
  ['log_min_duration_statement', '-1', '-1'],
  ['shared_preload_libraries', 'pg_stat_statements, pgaudit', 'pgaudit,pg_stat_statements'],
])('%s: %s means %s', (parameter, one, other) => {
  expect(isSameValue(parameter, one, other)).toBe(true);
  expect(isSameValue(parameter, other, one)).toBe(true);
});

test.each<[string, string, string]>([
  ['log_statement', 'ddl', 'all'],
  ['log_statement', 'ddl', 'DDL'],
  ['rds.force_ssl', '1', '0'],
  ['rds.force_ssl', 'on', 'off'],
  ['work_mem', '64MB', '64'],
  ['work_mem', '64MB', '64kB'],
  ['work_mem', '64mb', '65536'],
  ['statement_timeout', '30s', '30'],
  ['statement_timeout', '0', '-1'],
  ['a_parameter_of_unknown_unit', '64MB', '64'],
  ['a_parameter_of_unknown_unit', '1s', '1'],
  ['shared_preload_libraries', 'pg_stat_statements', 'pg_stat_statements,pgaudit'],
  ['timezone', 'UTC', ''],
])('%s: %s does not mean %s', (parameter, one, other) => {
  expect(isSameValue(parameter, one, other)).toBe(false);
  expect(isSameValue(parameter, other, one)).toBe(false);
});
