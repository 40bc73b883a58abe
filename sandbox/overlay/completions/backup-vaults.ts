import { type CompletionContext, type JsonCompletion, regionalKey } from '../completion.ts';
import { isJsonRecord, type JsonRecord, stringOf } from '../json.ts';
import { existingVault, notFound, own } from './backup-answers.ts';

/** Policies and notifications of vaults. */
export const BACKUP_VAULT_COMPLETIONS: readonly JsonCompletion[] = [
  {
    ...own(['PutBackupVaultAccessPolicy'], 'backup/vault-policy/<vault>'),
    async answer(parameters, context) {
      await existingVault(parameters, context);
      context.state.put(await vaultKey('policy', parameters, context), parameters['Policy']);
      return {};
    },
  },
  {
    ...own(['GetBackupVaultAccessPolicy'], 'backup/vault-policy/<vault>'),
    async answer(parameters, context) {
      const vault = await existingVault(parameters, context);
      const policy = context.state.get(await vaultKey('policy', parameters, context));
      if (policy === undefined) throw notFound('Policy');
      const { BackupVaultName, BackupVaultArn } = vault;
      return { BackupVaultName, BackupVaultArn, Policy: policy };
    },
  },
  {
    ...own(['DeleteBackupVaultAccessPolicy'], 'backup/vault-policy/<vault>'),
    async answer(parameters, context) {
      await existingVault(parameters, context);
      context.state.remove(await vaultKey('policy', parameters, context));
      return {};
    },
  },
  {
    ...own(['PutBackupVaultNotifications'], 'backup/vault-notifications/<vault>'),
    async answer(parameters, context) {
      const { BackupVaultName, BackupVaultArn } = await existingVault(parameters, context);
      const { SNSTopicArn, BackupVaultEvents } = parameters;
      context.state.put(await vaultKey('notifications', parameters, context), {
        BackupVaultName,
        BackupVaultArn,
        SNSTopicArn,
        BackupVaultEvents,
      });
      return {};
    },
  },
  {
    ...own(['GetBackupVaultNotifications'], 'backup/vault-notifications/<vault>'),
    async answer(parameters, context) {
      await existingVault(parameters, context);
      const value = context.state.get(await vaultKey('notifications', parameters, context));
      if (!isJsonRecord(value)) throw notFound('Notifications');
      return value;
    },
  },
];

function vaultKey(
  what: 'policy' | 'notifications',
  parameters: JsonRecord,
  context: CompletionContext,
): Promise<string> {
  const name = stringOf(parameters, 'BackupVaultName') ?? '';
  return regionalKey(context, `backup/vault-${what}/${name}`);
}
