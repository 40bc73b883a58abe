import { type CompletionContext, type JsonCompletion, regionalKey } from '../completion.ts';
import { isJsonRecord, type JsonRecord } from '../json.ts';
import { own } from './backup-answers.ts';

/** Which types of resources a region backs up. */
export const BACKUP_SETTING_COMPLETIONS: readonly JsonCompletion[] = [
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
];

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
