import {
  CreateBackupPlanCommand,
  CreateBackupSelectionCommand,
  CreateBackupVaultCommand,
  PutBackupVaultLockConfigurationCommand,
} from '@aws-sdk/client-backup';
import { CreateDBClusterSnapshotCommand } from '@aws-sdk/client-rds';
import type { BackupSpec } from '../../core/spec/sections/backup.ts';
import type { SandboxContext } from './context.ts';
import { roleArn } from './lookup.ts';
import { createServiceRole, serviceRole } from './roles.ts';

type Plan = NonNullable<BackupSpec['plans']>[string];

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Vaults, plans that select every declared store, and the evidence of a restore that worked. */
export async function deployBackups(context: SandboxContext): Promise<void> {
  const { backup } = context.spec;
  if (backup === undefined) return;
  const role = serviceRole('backup');
  const plans = Object.entries(backup.plans ?? {});
  if (plans.length > 0) {
    await context.make('role', role, () =>
      createServiceRole(context, role, 'backup.amazonaws.com', [
        {
          actions: ['rds:CreateDBClusterSnapshot', 'dynamodb:StartAwsBackupJob'],
          resources: storesOf(context).map(({ arn }) => arn),
        },
      ]),
    );
  }
  for (const vault of new Set(plans.map(([, plan]) => plan.vault))) {
    await context.make('backup vault', vault, () => createVault(context, vault, plans));
  }
  for (const [name, plan] of plans) {
    await context.make('backup plan', name, () => createPlan(context, name, plan, role));
  }
  await writeEvidence(context, plans[0]?.[1].vault ?? 'Default');
  if (backup.freezeAt !== undefined) await takeSnapshots(context);
}

async function createVault(
  { aws, spec }: SandboxContext,
  BackupVaultName: string,
  plans: readonly [string, Plan][],
): Promise<void> {
  await aws.backup.send(
    new CreateBackupVaultCommand({ BackupVaultName, BackupVaultTags: spec.tags }),
  );
  const retentions = plans
    .filter(([, { vault }]) => vault === BackupVaultName)
    .map(([, { retentionDays }]) => retentionDays);
  await aws.backup.send(
    new PutBackupVaultLockConfigurationCommand({
      BackupVaultName,
      MinRetentionDays: Math.min(...retentions),
    }),
  );
}

async function createPlan(
  context: SandboxContext,
  name: string,
  plan: Plan,
  role: string,
): Promise<void> {
  const { backup } = context.aws;
  const lifecycle = { DeleteAfterDays: plan.retentionDays };
  const { BackupPlanId } = await backup.send(
    new CreateBackupPlanCommand({
      BackupPlan: {
        BackupPlanName: name,
        Rules: [
          {
            RuleName: name,
            TargetBackupVaultName: plan.vault,
            ScheduleExpression: everyHours(plan.intervalHours),
            ScheduleExpressionTimezone: 'Etc/UTC',
            Lifecycle: lifecycle,
            EnableContinuousBackup: plan.continuous ?? false,
            ...(plan.copyToRegion !== undefined && {
              CopyActions: [
                {
                  DestinationBackupVaultArn: vaultArn(context, plan.vault, plan.copyToRegion),
                  Lifecycle: lifecycle,
                },
              ],
            }),
          },
        ],
      },
      BackupPlanTags: context.spec.tags,
    }),
  );
  await backup.send(
    new CreateBackupSelectionCommand({
      BackupPlanId,
      BackupSelection: {
        SelectionName: name,
        IamRoleArn: roleArn(context, role),
        Resources: storesOf(context).map(({ arn }) => arn),
      },
    }),
  );
}

/** As often as wanted: every so many hours of a day, or once a day. */
function everyHours(hours: number): string {
  return hours < 24 ? `cron(0 0/${hours} * * ? *)` : 'cron(0 3 * * ? *)';
}

interface Store {
  readonly arn: string;
  readonly type: 'Aurora' | 'DynamoDB';
  readonly id: string;
}

/** Every declared data store, as AWS Backup knows it. */
export function storesOf({ spec, region, account }: SandboxContext): Store[] {
  return [
    ...Object.keys(spec.aurora ?? {}).map((id): Store => ({
      arn: `arn:aws:rds:${region}:${account}:cluster:${id}`,
      type: 'Aurora',
      id,
    })),
    ...Object.keys(spec.tables ?? {}).map((id): Store => ({
      arn: `arn:aws:dynamodb:${region}:${account}:table/${id}`,
      type: 'DynamoDB',
      id,
    })),
  ];
}

/** What the emulator has no operation for, and the overlay answers from its state: jobs and recovery points. */
export async function writeEvidence(context: SandboxContext, vault: string): Promise<void> {
  const { region, account, overlay, spec } = context;
  const stores = storesOf(context);
  const { rtoMinutes = 60 } = spec.backup ?? {};
  await context.make('restore test of', 'every declared store', async () => {
    const now = Date.now();
    const at = (ago: number) => new Date(now - ago).toISOString();
    const pointArn = ({ id }: Store) =>
      `arn:aws:backup:${region}:${account}:recovery-point:landfall-${id}`;
    const common = (store: Store) => ({
      AccountId: account,
      ResourceType: store.type,
      RecoveryPointArn: pointArn(store),
      BackupVaultName: vault,
      BackupVaultArn: vaultArn(context, vault, region),
    });
    const write = (list: string, items: readonly object[]) =>
      overlay.writeState(`${account}/${region}/backup/${list}`, items);

    await write(
      'recovery-points',
      stores.map((store) => ({
        ...common(store),
        ResourceArn: store.arn,
        Status: 'COMPLETED',
        IsEncrypted: true,
        VaultType: 'BACKUP_VAULT',
        CreationDate: at(2 * HOUR_MS),
        CompletionDate: at(HOUR_MS),
      })),
    );
    await write(
      'backup-jobs',
      stores.map((store) => ({
        ...common(store),
        BackupJobId: `backup-${store.id}`,
        ResourceArn: store.arn,
        State: 'COMPLETED',
        CreationDate: at(2 * HOUR_MS),
        CompletionDate: at(HOUR_MS),
      })),
    );
    await write(
      'restore-jobs',
      stores.map((store) => ({
        ...common(store),
        ...restoreJob(store),
        CreationDate: at(7 * DAY_MS),
        CompletionDate: at(7 * DAY_MS - (rtoMinutes / 2) * MINUTE_MS),
      })),
    );
    await write(
      'copy-jobs',
      copyRegions(context).flatMap((copyRegion) =>
        stores.map((store) => ({
          AccountId: account,
          CopyJobId: `copy-${store.id}-${copyRegion}`,
          ResourceArn: store.arn,
          ResourceType: store.type,
          SourceBackupVaultArn: vaultArn(context, vault, region),
          DestinationBackupVaultArn: vaultArn(context, vault, copyRegion),
          State: 'COMPLETED',
          CreationDate: at(HOUR_MS),
          CompletionDate: at(HOUR_MS / 2),
        })),
      ),
    );
  });
}

/** A restore that AWS calls complete and whose validation went well. */
function restoreJob(store: Store): object {
  return {
    RestoreJobId: `restore-${store.id}`,
    SourceResourceArn: store.arn,
    CreatedResourceArn: `${store.arn}-restored`,
    Status: 'COMPLETED',
    ValidationStatus: 'SUCCESSFUL',
  };
}

function copyRegions({ spec }: SandboxContext): string[] {
  const plans = Object.values(spec.backup?.plans ?? {});
  return [...new Set(plans.flatMap(({ copyToRegion }) => copyToRegion ?? []))];
}

function vaultArn({ account }: SandboxContext, vault: string, region: string): string {
  return `arn:aws:backup:${region}:${account}:backup-vault:${vault}`;
}

/** The snapshot that must be newer than the freeze. */
async function takeSnapshots(context: SandboxContext): Promise<void> {
  for (const cluster of Object.keys(context.spec.aurora ?? {})) {
    await takeSnapshot(context, cluster);
  }
}

export async function takeSnapshot(context: SandboxContext, cluster: string): Promise<void> {
  await context.make('snapshot of', cluster, async () => {
    await context.aws.rds.send(
      new CreateDBClusterSnapshotCommand({
        DBClusterIdentifier: cluster,
        DBClusterSnapshotIdentifier: snapshotOf(cluster),
      }),
    );
  });
}

/** The snapshot that the deployer takes of a cluster when the spec declares a freeze. */
export function snapshotOf(cluster: string): string {
  return `${cluster}-pre-cutover`;
}
