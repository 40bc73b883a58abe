import { z } from 'zod';
import { AccountSpec, Phase } from './sections/account.ts';
import { AuroraClusterSpec } from './sections/aurora.ts';
import { BackupSpec } from './sections/backup.ts';
import { ClusterSpec } from './sections/clusters.ts';
import { TableSpec } from './sections/data-stores.ts';
import { GatesSpec } from './sections/gates.ts';
import { RoleSpec, SecretSpec } from './sections/identity.ts';
import {
  DnsRecordSpec,
  LoadBalancerSpec,
  TargetGroupSpec,
  WebAclSpec,
} from './sections/load-balancing.ts';
import { BusSpec, QueueSpec, ScheduleSpec, TranslationSpec } from './sections/messaging.ts';
import { LoadSpec } from './sections/load.ts';
import { MigrationSpec } from './sections/migration.ts';
import { NetworkSpec } from './sections/network.ts';
import {
  AlarmSpec,
  BudgetSpec,
  CostSpec,
  KeySpec,
  LogGroupSpec,
  RepositorySpec,
  SloSpec,
  TopicSpec,
} from './sections/operations.ts';
import { ScopeSpec } from './sections/scope.ts';
import { SecurityGroupSpec } from './sections/security-groups.ts';
import { byName, Name } from './values.ts';

/**
 * What the migrated deployment must look like: the only place where expected values live. Entries are maps keyed by
 * name, so names are unique and an environment can override by key; units are in the keys.
 */
export const Spec = z.strictObject({
  version: z.literal(1),
  deployment: Name,
  account: AccountSpec,
  phase: Phase,
  /** When traffic moved to this deployment, or is to. */
  cutoverAt: z.iso.datetime().optional(),
  gates: GatesSpec,
  /** Tags that every declared resource must carry: key to value. */
  tags: z.record(Name, Name).optional(),
  scope: ScopeSpec.optional(),
  clusters: byName(ClusterSpec).optional(),
  aurora: byName(AuroraClusterSpec).optional(),
  migration: MigrationSpec.optional(),
  backup: BackupSpec.optional(),
  network: NetworkSpec.optional(),
  securityGroups: byName(SecurityGroupSpec).optional(),
  roles: byName(RoleSpec).optional(),
  secrets: byName(SecretSpec).optional(),
  loadBalancers: byName(LoadBalancerSpec).optional(),
  targetGroups: byName(TargetGroupSpec).optional(),
  webAcls: byName(WebAclSpec).optional(),
  dns: byName(DnsRecordSpec).optional(),
  queues: byName(QueueSpec).optional(),
  buses: byName(BusSpec).optional(),
  schedules: byName(ScheduleSpec).optional(),
  translation: TranslationSpec.optional(),
  tables: byName(TableSpec).optional(),
  alarms: byName(AlarmSpec).optional(),
  topics: byName(TopicSpec).optional(),
  logGroups: byName(LogGroupSpec).optional(),
  repositories: byName(RepositorySpec).optional(),
  kmsKeys: byName(KeySpec).optional(),
  budgets: byName(BudgetSpec).optional(),
  cost: CostSpec.optional(),
  slo: SloSpec.optional(),
  load: LoadSpec.optional(),
});
export type Spec = z.infer<typeof Spec>;
