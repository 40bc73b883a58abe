import { UpdateContinuousBackupsCommand } from '@aws-sdk/client-dynamodb';
import { DeleteDBClusterSnapshotCommand } from '@aws-sdk/client-rds';
import type { Spec } from '../../core/spec/spec.ts';
import { snapshotOf, takeSnapshot, writeEvidence } from '../deploy/backups.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { recoverable } from '../deploy/tables.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { auroraCluster, must, table } from './pick.ts';

const database = (spec: Spec) => auroraCluster(spec).name;
const PITR: Broken = { check: 'backup/dynamodb-pitr', subject: table };
const RESTORES: Broken = { check: 'backup/restore-tested', subject: () => '*' };
const DAY_MS = 24 * 60 * 60 * 1000;

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

  restores({
    id: 'never-restored',
    describes: 'No backup has ever been restored.',
    change: () => null,
  }),
  restores({
    id: 'restores-failed',
    describes: 'Backups were restored, and every restore failed.',
    change: (job) => ({ ...job, Status: 'FAILED' }),
  }),
  restores({
    id: 'restores-not-valid',
    describes: 'Backups were restored, and what came of it did not pass its validation.',
    change: (job) => ({ ...job, ValidationStatus: 'FAILED' }),
  }),
  restores({
    id: 'restores-too-long-ago',
    describes: 'The last restore that succeeded is longer ago than it may be.',
    change: (job, spec) => {
      const days = must(spec.backup, 'backup').restoreTestMaxAgeDays + 1;
      const at = new Date(Date.now() - days * DAY_MS).toISOString();
      return { ...job, CreationDate: at, CompletionDate: at };
    },
  }),
  restores({
    id: 'restores-of-another-database',
    describes: 'What was restored is another store than the declared one.',
    change: (job) => ({ ...job, SourceResourceArn: `${String(job['SourceResourceArn'])}-former` }),
  }),
];

/** Without a freeze the deployer takes no snapshot. */
function mustHaveFreeze(spec: Spec): void {
  must(spec.backup?.freezeAt, 'freeze');
}

type Job = Readonly<Record<string, unknown>>;

/** A fault of the restore jobs that AWS Backup reports of all stores: each becomes another, or goes. */
function restores(fault: {
  id: string;
  describes: string;
  change: (job: Job, spec: Spec) => Job | null;
}): Fault {
  const { id, describes, change } = fault;
  return {
    id,
    describes,
    breaks: [RESTORES],
    async apply({ overlay, account, region, spec }) {
      const key = `${account}/${region}/backup/restore-jobs`;
      const jobs = ((await overlay.readState(key)) ?? []) as readonly Job[];
      await overlay.writeState(
        key,
        jobs.flatMap((job) => change(job, spec) ?? []),
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
