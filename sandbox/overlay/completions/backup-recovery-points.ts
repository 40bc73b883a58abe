import type { JsonCompletion } from '../completion.ts';
import { isJsonRecord, type JsonRecord } from '../json.ts';
import { one, own } from './backup-answers.ts';
import { narrow, readList } from './backup-state.ts';

/** What can be restored, and what is therefore protected. */
export const BACKUP_RECOVERY_POINT_COMPLETIONS: readonly JsonCompletion[] = [
  {
    ...own(['ListRecoveryPointsByResource'], 'backup/recovery-points'),
    async answer({ ResourceArn }, context) {
      const list = await readList('recovery-points', context);
      return { RecoveryPoints: list.filter((point) => point['ResourceArn'] === ResourceArn) };
    },
  },
  {
    ...own(['ListRecoveryPointsByBackupVault'], 'backup/recovery-points'),
    async answer(parameters, context) {
      const vault = parameters['BackupVaultName'];
      const list = await readList('recovery-points', context);
      return {
        RecoveryPoints: narrow(list, parameters).filter(
          (point) => point['BackupVaultName'] === vault,
        ),
      };
    },
  },
  {
    ...own(['DescribeRecoveryPoint'], 'backup/recovery-points'),
    async answer(parameters, context) {
      const list = await readList('recovery-points', context);
      return one(list, 'RecoveryPointArn', parameters['RecoveryPointArn']);
    },
  },
  {
    ...own(['ListProtectedResources'], 'backup/recovery-points'),
    async answer(_parameters, context) {
      return { Results: protectedResources(await readList('recovery-points', context)) };
    },
  },
  {
    ...own(['DescribeProtectedResource'], 'backup/recovery-points'),
    async answer({ ResourceArn }, context) {
      const resources = protectedResources(await readList('recovery-points', context));
      return one(resources, 'ResourceArn', ResourceArn);
    },
  },
  {
    form: 'json',
    service: 'backup',
    operations: ['DescribeBackupVault', 'ListBackupVaults'],
    gap: 'The number of recovery points is missing or zero.',
    async complete(body, _parameters, context) {
      const points = await readList('recovery-points', context);
      const counted = (vault: JsonRecord): JsonRecord => ({
        VaultType: 'BACKUP_VAULT',
        ...vault,
        NumberOfRecoveryPoints: points.filter(
          (point) => point['BackupVaultName'] === vault['BackupVaultName'],
        ).length,
      });
      const list = body['BackupVaultList'];
      return Array.isArray(list)
        ? { ...body, BackupVaultList: list.filter(isJsonRecord).map(counted) }
        : counted(body);
    },
  },
];

/** A resource is protected when it has been backed up at least once. */
function protectedResources(points: readonly JsonRecord[]): JsonRecord[] {
  const newest = new Map<unknown, JsonRecord>();
  for (const point of points) {
    const known = newest.get(point['ResourceArn']);
    if (Number(point['CreationDate']) >= Number(known?.['CreationDate'] ?? 0)) {
      newest.set(point['ResourceArn'], point);
    }
  }
  return [...newest.values()].map((point) => ({
    ResourceArn: point['ResourceArn'],
    ResourceType: point['ResourceType'],
    LastBackupTime: point['CreationDate'],
    LastBackupVaultArn: point['BackupVaultArn'],
    LastRecoveryPointArn: point['RecoveryPointArn'],
  }));
}
