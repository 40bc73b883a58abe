import {
  DeleteBackupVaultLockConfigurationCommand,
  PutBackupVaultLockConfigurationCommand,
  UpdateRegionSettingsCommand,
} from '@aws-sdk/client-backup';
import { UpdateContinuousBackupsCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteDBClusterSnapshotCommand,
  ModifyDBClusterSnapshotAttributeCommand,
} from '@aws-sdk/client-rds';
import type { Spec } from '../../core/spec/spec.ts';
import { snapshotOf, storesOf, takeSnapshot, writeEvidence } from '../deploy/backups.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { recoverable } from '../deploy/tables.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { auroraCluster, must, table } from './pick.ts';

const database = (spec: Spec) => auroraCluster(spec).name;
const PITR: Broken = { check: 'backup/dynamodb-pitr', subject: table };
const RESTORES: Broken = { check: 'backup/restore-tested', subject: () => '*' };
const RESTORES_IN_TIME: Broken = { check: 'backup/restore-in-time', subject: () => '*' };
const NO_RESTORES: readonly Broken[] = [RESTORES, RESTORES_IN_TIME];
const COPIES: Broken = {
  check: 'backup/cross-region-copy',
  subject: (spec) => plan(spec).name,
};
const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export const BACKUP_FAULTS: readonly Fault[] = [
  {
    id: 'table-recovery-off',
    describes: 'Point-in-time recovery of a table is off.',
    breaks: [PITR],
    apply: (context) => recovery(context, { PointInTimeRecoveryEnabled: false }),
    heal: recoverAgain,
  },
  {
    id: 'table-recovery-for-a-day',
    describes: 'A table can be recovered to a day ago, and no further back.',
    breaks: [PITR],
    apply: (context) =>
      recovery(context, { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 1 }),
    heal: recoverAgain,
  },

  {
    id: 'no-snapshot-after-the-freeze',
    describes: 'No snapshot of the database was taken after the freeze.',
    breaks: [{ check: 'backup/pre-cutover-snapshot', subject: database }],
    async apply({ aws, spec }) {
      mustHaveFreeze(spec);
      await aws.rds.send(
        new DeleteDBClusterSnapshotCommand({
          DBClusterSnapshotIdentifier: snapshotOf(database(spec)),
        }),
      );
      return null;
    },
    heal: (context) => takeSnapshot(context, database(context.spec)),
  },
  overlayFault({
    id: 'snapshot-not-encrypted',
    describes: 'A snapshot of the database is not encrypted.',
    breaks: [{ check: 'backup/snapshots-encrypted', subject: database }],
    deviation: 'rds/cluster-snapshot',
    arguments: (spec) => {
      mustHaveFreeze(spec);
      return {
        snapshot: snapshotOf(database(spec)),
        member: 'StorageEncrypted',
        value: 'false',
      };
    },
  }),

  {
    id: 'snapshot-public',
    describes: 'A snapshot of the database is public.',
    breaks: [{ check: 'backup/snapshots-private', subject: database }],
    async apply(context) {
      mustHaveFreeze(context.spec);
      await share(context, { ValuesToAdd: ['all'] });
      return null;
    },
    heal: (context) => share(context, { ValuesToRemove: ['all'] }),
  },
  overlayFault({
    id: 'backup-plan-too-rare',
    describes: 'The backup plan runs once a week.',
    breaks: [{ check: 'backup/plan-rules', subject: (spec) => plan(spec).name }],
    deviation: 'backup/plan-rules',
    arguments: (spec) => ({
      plan: plan(spec).name,
      members: { ScheduleExpression: 'cron(0 5 ? * SUN *)' },
    }),
  }),
  overlayFault({
    id: 'backup-plan-without-copies',
    describes: 'The backup plan copies nothing to another region.',
    breaks: [COPIES],
    deviation: 'backup/plan-rules',
    arguments: (spec) => ({ plan: plan(spec).name, members: { CopyActions: [] } }),
  }),
  {
    id: 'backup-plan-without-selection',
    describes: 'The backup plan selects another table than the declared one, and no database.',
    breaks: [{ check: 'backup/plan-coverage', subject: everyStore }],
    apply: (context) => select(context, ['arn:aws:dynamodb:*:*:table/former']),
    async heal(context) {
      await select(context, null);
    },
  },
  {
    id: 'backup-opted-out',
    describes: 'The region does not back up Aurora.',
    breaks: [
      {
        check: 'backup/plan-coverage',
        subject: (spec) => Object.keys(spec.aurora ?? {}).map((name) => `Aurora ${name}`),
      },
    ],
    apply: (context) => optIn(context, false),
    async heal(context) {
      await optIn(context, true);
    },
  },
  {
    id: 'backup-vault-unlocked',
    describes: 'The backup vault has no lock.',
    breaks: [{ check: 'backup/vault-locked', subject: vault }],
    async apply({ aws, spec }) {
      await aws.backup.send(
        new DeleteBackupVaultLockConfigurationCommand({ BackupVaultName: vault(spec) }),
      );
      return null;
    },
    async heal({ aws, spec }) {
      const { retentionDays } = plan(spec).declared;
      await aws.backup.send(
        new PutBackupVaultLockConfigurationCommand({
          BackupVaultName: vault(spec),
          MinRetentionDays: retentionDays,
        }),
      );
    },
  },
  evidence({
    id: 'recovery-points-too-old',
    describes: 'The last backup of every store is a week old.',
    breaks: [{ check: 'backup/recent-recovery-point', subject: everyStore }],
    list: 'recovery-points',
    change: (point) => ({
      ...point,
      CreationDate: new Date(Date.now() - 7 * DAY_MS).toISOString(),
    }),
  }),
  evidence({
    id: 'recovery-points-in-clear',
    describes: 'Recovery points are not encrypted.',
    breaks: [{ check: 'backup/points-encrypted', subject: vault }],
    list: 'recovery-points',
    change: (point) => ({ ...point, IsEncrypted: false }),
  }),
  evidence({
    id: 'backup-jobs-failed',
    describes: 'Backup jobs of every store failed.',
    breaks: [{ check: 'backup/no-failed-jobs', subject: everyStore }],
    list: 'backup-jobs',
    change: (job) => ({ ...job, State: 'FAILED', StatusMessage: 'The role may not do that.' }),
  }),
  evidence({
    id: 'backup-copies-failed',
    describes: 'Copies of backups to another region failed.',
    breaks: [COPIES],
    list: 'copy-jobs',
    change: (job) => ({ ...job, State: 'FAILED' }),
  }),
  restores({
    id: 'never-restored',
    describes: 'No backup has ever been restored.',
    breaks: NO_RESTORES,
    change: () => null,
  }),
  restores({
    id: 'restores-failed',
    describes: 'Backups were restored, and every restore failed.',
    breaks: NO_RESTORES,
    change: (job) => ({ ...job, Status: 'FAILED' }),
  }),
  restores({
    id: 'restores-not-valid',
    describes: 'Backups were restored, and what came of it did not pass its validation.',
    breaks: NO_RESTORES,
    change: (job) => ({ ...job, ValidationStatus: 'FAILED' }),
  }),
  restores({
    id: 'restores-too-long-ago',
    describes: 'The last restore that succeeded is longer ago than it may be.',
    breaks: [RESTORES],
    change: (job, spec) => {
      const days = must(spec.backup, 'backup').restoreTestMaxAgeDays + 1;
      const at = new Date(Date.now() - days * DAY_MS).toISOString();
      return { ...job, CreationDate: at, CompletionDate: at };
    },
  }),
  restores({
    id: 'restores-too-slow',
    describes: 'The last restore that succeeded took longer than the recovery time objective.',
    breaks: [RESTORES_IN_TIME],
    change: (job, spec) => {
      const tookMs = (must(spec.backup, 'backup').rtoMinutes + 1) * MINUTE_MS;
      const endedAt = Date.parse(String(job['CompletionDate']));
      return { ...job, CreationDate: new Date(endedAt - tookMs).toISOString() };
    },
  }),
  restores({
    id: 'restores-of-another-database',
    describes: 'What was restored is another store than the declared one.',
    breaks: NO_RESTORES,
    change: (job) => ({ ...job, SourceResourceArn: `${String(job['SourceResourceArn'])}-former` }),
  }),
];

/** Without a freeze the deployer takes no snapshot. */
function mustHaveFreeze(spec: Spec): void {
  must(spec.backup?.freezeAt, 'freeze');
}

type Item = Readonly<Record<string, unknown>>;

/** A fault of the restore jobs that AWS Backup reports of all stores: each becomes another, or goes. */
function restores(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  change: (job: Item, spec: Spec) => Item | null;
}): Fault {
  return evidence({ ...fault, list: 'restore-jobs' });
}

/** A fault of one kind of evidence that AWS Backup has of all stores: each item becomes another, or goes. */
function evidence(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  list: 'backup-jobs' | 'copy-jobs' | 'recovery-points' | 'restore-jobs';
  change: (item: Item, spec: Spec) => Item | null;
}): Fault {
  const { id, describes, breaks, list, change } = fault;
  return {
    id,
    describes,
    breaks,
    async apply({ overlay, account, region, spec }) {
      const key = `${account}/${region}/backup/${list}`;
      const items = ((await overlay.readState(key)) ?? []) as readonly Item[];
      await overlay.writeState(
        key,
        items.flatMap((item) => change(item, spec) ?? []),
      );
      return null;
    },
    heal: (context) =>
      writeEvidence(
        context,
        Object.values(context.spec.backup?.plans ?? {})[0]?.vault ?? 'Default',
      ),
  };
}

async function share(
  { aws, spec }: SandboxContext,
  change: { ValuesToAdd?: string[]; ValuesToRemove?: string[] },
): Promise<void> {
  await aws.rds.send(
    new ModifyDBClusterSnapshotAttributeCommand({
      DBClusterSnapshotIdentifier: snapshotOf(database(spec)),
      AttributeName: 'restore',
      ...change,
    }),
  );
}

async function select(context: SandboxContext, resources: readonly string[] | null): Promise<null> {
  const { overlay, account, region } = context;
  const key = `${account}/${region}/backup/selections`;
  const selections = ((await overlay.readState(key)) ?? []) as readonly Item[];
  const chosen = resources ?? storesOf(context).map(({ arn }) => arn);
  await overlay.writeState(
    key,
    selections.map((item) => ({
      ...item,
      BackupSelection: { ...(item['BackupSelection'] as Item), Resources: chosen },
    })),
  );
  return null;
}

async function optIn({ aws }: SandboxContext, isOptedIn: boolean): Promise<null> {
  await aws.backup.send(
    new UpdateRegionSettingsCommand({ ResourceTypeOptInPreference: { Aurora: isOptedIn } }),
  );
  return null;
}

function plan(spec: Spec) {
  const [name, declared] = must(Object.entries(spec.backup?.plans ?? {})[0], 'backup plan');
  return { name, declared };
}

function vault(spec: Spec): string {
  return plan(spec).declared.vault;
}

function everyStore(spec: Spec): string[] {
  return [
    ...Object.keys(spec.aurora ?? {}).map((name) => `Aurora ${name}`),
    ...Object.keys(spec.tables ?? {}).map((name) => `DynamoDB ${name}`),
  ];
}

async function recovery(
  { aws, spec }: SandboxContext,
  specification: { PointInTimeRecoveryEnabled: boolean; RecoveryPeriodInDays?: number },
): Promise<null> {
  await aws.dynamodb.send(
    new UpdateContinuousBackupsCommand({
      TableName: table(spec),
      PointInTimeRecoverySpecification: specification,
    }),
  );
  return null;
}

async function recoverAgain(context: SandboxContext): Promise<void> {
  const name = table(context.spec);
  await recoverable(context, name, must(context.spec.tables?.[name], 'table'));
}
