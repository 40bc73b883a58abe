import { settings } from '../../collectors/postgres/catalog/settings.ts';
import { judgeSettings } from './settings-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

const NAMES: readonly string[] = [
  'max_locks_per_transaction',
  'max_logical_replication_workers',
  'max_parallel_workers',
  'max_prepared_transactions',
  'max_replication_slots',
  'max_wal_senders',
  'max_worker_processes',
  'track_activity_query_size',
  'work_mem',
  'maintenance_work_mem',
];

/** Limits of connections and timeouts have checks of their own. */
export default defineCheck({
  id: 'database/capacity-settings',
  title: 'The target allows at least what the source allows',
  risk: 'Work that fits into the source is refused or spills to disk: two-phase commits, replication slots, sorts.',
  remediation: 'Raise the parameter in the cluster’s parameter group.',
  fix: { sql: 'SHOW <parameter>;' },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-resource.html',
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
      (source, target) => Number(target) >= Number(source),
      (name) => `The parameter ${name} is lower in the target.`,
    ),
});
