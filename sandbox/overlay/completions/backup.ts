import { randomUUID } from 'node:crypto';
import { type AwsFailure, invalid } from '../aws-failure.ts';
import { type CompletionContext, type JsonCompletion, regionalKey } from '../completion.ts';
import { isJsonRecord, type JsonRecord, stringOf } from '../json.ts';
import { type BackupList, narrow, readList, writeList } from './backup-state.ts';

const STATE = 'Not implemented; held in the state of the overlay';

/** AWS Backup: plans and vaults are the emulator's; all else is held here. */
export const BACKUP_COMPLETIONS: readonly JsonCompletion[] = [
  jobs('ListRestoreJobs', 'restore-jobs', 'RestoreJobs'),
  jobs('ListBackupJobs', 'backup-jobs', 'BackupJobs'),
  jobs('ListCopyJobs', 'copy-jobs', 'CopyJobs'),
  {
    ...own(['DescribeRestoreJob'], 'backup/restore-jobs'),
    async answer(parameters, context) {
      const list = await readList('restore-jobs', context);
      return one(list, 'RestoreJobId', parameters['RestoreJobId']);
    },
  },

  {
    ...own(['CreateBackupSelection'], 'backup/selections'),
    async answer(parameters, context) {
      const plan = await existingPlan(parameters, context);
      const selection = parameters['BackupSelection'];
      if (!isJsonRecord(selection)) throw missing('BackupSelection');
      const created = {
        BackupPlanId: plan,
        SelectionId: randomUUID(),
        CreationDate: context.now.getTime() / 1000,
      };
      const list = await readList('selections', context);
      await writeList('selections', [...list, { ...created, BackupSelection: selection }], context);
      return created;
    },
  },
  {
    ...own(['ListBackupSelections'], 'backup/selections'),
    async answer(parameters, context) {
      const plan = await existingPlan(parameters, context);
      const list = await readList('selections', context);
      return {
        BackupSelectionsList: list
          .filter(({ BackupPlanId }) => BackupPlanId === plan)
          .map(({ BackupSelection, ...rest }) => ({
            ...rest,
            ...(isJsonRecord(BackupSelection) && {
              SelectionName: BackupSelection['SelectionName'],
              IamRoleArn: BackupSelection['IamRoleArn'],
            }),
          })),
      };
    },
  },
  {
    ...own(['GetBackupSelection'], 'backup/selections'),
    async answer(parameters, context) {
      const list = await readList('selections', context);
      return one(list, 'SelectionId', parameters['SelectionId']);
    },
  },
  {
    ...own(['DeleteBackupSelection'], 'backup/selections'),
    answer: (parameters, context) =>
      remove('selections', 'SelectionId', parameters['SelectionId'], context),
  },

  {
    ...own(['DescribeRegionSettings'], 'backup/region-settings'),
    answer: regionSettings,
  },
  {
    ...own(['UpdateRegionSettings'], 'backup/region-settings'),
    async answer(parameters, context) {
      const settings = await regionSettings({}, context);
      for (const member of ['ResourceTypeOptInPreference', 'ResourceTypeManagementPreference']) {
        const [old, changed] = [settings[member], parameters[member]];
        if (isJsonRecord(old) && isJsonRecord(changed)) settings[member] = { ...old, ...changed };
      }
      context.state.put(await regionalKey(context, 'backup/region-settings'), settings);
      return {};
    },
  },

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

  {
    ...own(['CreateRestoreTestingPlan'], 'backup/restore-testing-plans'),
    async answer(parameters, context) {
      const plan = parameters['RestoreTestingPlan'];
      if (!isJsonRecord(plan)) throw missing('RestoreTestingPlan');
      const name = stringOf(plan, 'RestoreTestingPlanName') ?? '';
      const created = {
        CreationTime: context.now.getTime() / 1000,
        RestoreTestingPlanName: name,
        RestoreTestingPlanArn: `arn:aws:backup:${context.call.region}:${await context.accountId()}:restore-testing-plan:${name}`,
      };
      const list = await readList('restore-testing-plans', context);
      const stored = { ScheduleExpressionTimezone: 'Etc/UTC', StartWindowHours: 24, ...plan };
      await writeList('restore-testing-plans', [...list, { ...stored, ...created }], context);
      return created;
    },
  },
  {
    ...own(['ListRestoreTestingPlans'], 'backup/restore-testing-plans'),
    async answer(_parameters, context) {
      const list = await readList('restore-testing-plans', context);
      return {
        RestoreTestingPlans: list.map(
          ({ RecoveryPointSelection: _selection, ...listed }) => listed,
        ),
      };
    },
  },
  {
    ...own(['GetRestoreTestingPlan'], 'backup/restore-testing-plans'),
    async answer(parameters, context) {
      const list = await readList('restore-testing-plans', context);
      const name = parameters['RestoreTestingPlanName'];
      return { RestoreTestingPlan: one(list, 'RestoreTestingPlanName', name) };
    },
  },
  {
    ...own(['DeleteRestoreTestingPlan'], 'backup/restore-testing-plans'),
    answer: (parameters, context) =>
      remove(
        'restore-testing-plans',
        'RestoreTestingPlanName',
        parameters['RestoreTestingPlanName'],
        context,
      ),
  },
  {
    ...own(['CreateRestoreTestingSelection'], 'backup/restore-testing-selections'),
    async answer(parameters, context) {
      const plans = await readList('restore-testing-plans', context);
      const name = parameters['RestoreTestingPlanName'];
      const { RestoreTestingPlanArn } = one(plans, 'RestoreTestingPlanName', name);
      const selection = parameters['RestoreTestingSelection'];
      if (!isJsonRecord(selection)) throw missing('RestoreTestingSelection');
      const created = {
        CreationTime: context.now.getTime() / 1000,
        RestoreTestingPlanName: name,
        RestoreTestingSelectionName: selection['RestoreTestingSelectionName'],
      };
      const list = await readList('restore-testing-selections', context);
      const stored = { ...selection, ...created };
      await writeList('restore-testing-selections', [...list, stored], context);
      return { ...created, RestoreTestingPlanArn };
    },
  },
  {
    ...own(['ListRestoreTestingSelections'], 'backup/restore-testing-selections'),
    async answer(parameters, context) {
      const plans = await readList('restore-testing-plans', context);
      const name = parameters['RestoreTestingPlanName'];
      one(plans, 'RestoreTestingPlanName', name);
      const list = await readList('restore-testing-selections', context);
      return {
        RestoreTestingSelections: list.filter(
          ({ RestoreTestingPlanName }) => RestoreTestingPlanName === name,
        ),
      };
    },
  },
];

function own(
  operations: readonly string[],
  key: string,
): Pick<JsonCompletion, 'form' | 'service' | 'operations' | 'gap'> {
  return { form: 'json', service: 'backup', operations, gap: `${STATE}, under ${key}.` };
}

function jobs(operation: string, list: BackupList, member: string): JsonCompletion {
  return {
    ...own([operation], `backup/${list}`),
    answer: async (parameters, context) => ({
      [member]: narrow(await readList(list, context), parameters),
    }),
  };
}

/** Every type is opted in, as in a new account: https://docs.aws.amazon.com/aws-backup/latest/devguide/service-opt-in.html */
const RESOURCE_TYPES = [
  'Aurora',
  'CloudFormation',
  'DocumentDB',
  'DynamoDB',
  'EBS',
  'EC2',
  'EFS',
  'FSx',
  'Neptune',
  'RDS',
  'Redshift',
  'S3',
  'SAP HANA on Amazon EC2',
  'Storage Gateway',
  'Timestream',
  'VirtualMachine',
];

async function regionSettings(
  _parameters: JsonRecord,
  context: CompletionContext,
): Promise<JsonRecord> {
  const value = context.state.get(await regionalKey(context, 'backup/region-settings'));
  return {
    ResourceTypeOptInPreference: Object.fromEntries(RESOURCE_TYPES.map((type) => [type, true])),
    ResourceTypeManagementPreference: { DynamoDB: true, EFS: true },
    ...(isJsonRecord(value) && value),
  };
}

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

async function existingPlan(parameters: JsonRecord, context: CompletionContext): Promise<unknown> {
  const id = stringOf(parameters, 'BackupPlanId') ?? '';
  const plan = await context.askRest('backup', `/backup/plans/${encodeURIComponent(id)}`);
  if (plan === null) throw notFound('Backup plan');
  return plan['BackupPlanId'];
}

async function existingVault(
  parameters: JsonRecord,
  context: CompletionContext,
): Promise<JsonRecord> {
  const name = stringOf(parameters, 'BackupVaultName') ?? '';
  const vault = await context.askRest('backup', `/backup-vaults/${encodeURIComponent(name)}`);
  if (vault === null) throw notFound('Backup vault');
  return vault;
}

function vaultKey(
  what: 'policy' | 'notifications',
  parameters: JsonRecord,
  context: CompletionContext,
): Promise<string> {
  const name = stringOf(parameters, 'BackupVaultName') ?? '';
  return regionalKey(context, `backup/vault-${what}/${name}`);
}

async function remove(
  name: BackupList,
  member: string,
  value: unknown,
  context: CompletionContext,
): Promise<JsonRecord> {
  const list = await readList(name, context);
  one(list, member, value);
  await writeList(
    name,
    list.filter((item) => item[member] !== value),
    context,
  );
  return {};
}

function one(list: readonly JsonRecord[], member: string, value: unknown): JsonRecord {
  const found = list.find((item) => item[member] === value);
  if (found === undefined) throw notFound('Resource');
  return found;
}

/** AWS Backup answers 400, not 404, for what it does not have. */
function notFound(what: string): AwsFailure {
  return invalid('ResourceNotFoundException', `${what} not found.`);
}

function missing(member: string): AwsFailure {
  return invalid('MissingParameterValueException', `${member} must be given.`);
}
