import { settings } from '../../collectors/postgres/catalog/settings.ts';
import { judgeSettings } from './settings-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

const NAMES: readonly string[] = [
  'cursor_tuple_fraction',
  'default_statistics_target',
  'effective_io_concurrency',
  'enable_bitmapscan',
  'enable_hashagg',
  'enable_hashjoin',
  'enable_indexonlyscan',
  'enable_indexscan',
  'enable_material',
  'enable_mergejoin',
  'enable_nestloop',
  'enable_partition_pruning',
  'enable_partitionwise_aggregate',
  'enable_partitionwise_join',
  'enable_seqscan',
  'enable_sort',
  'from_collapse_limit',
  'geqo',
  'geqo_threshold',
  'jit',
  'join_collapse_limit',
  'plan_cache_mode',
  'random_page_cost',
  'seq_page_cost',
];

export default defineCheck({
  id: 'database/planner-settings',
  title: 'Parameters of the planner are equal',
  risk: 'Queries get other plans, and some become slow.',
  remediation: 'Set the parameter as in the source, or measure the queries with the target’s.',
  fix: { sql: "ALTER DATABASE <database> SET <parameter> = '<value>';" },
  severity: 'low',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/runtime-config-query.html'],
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
