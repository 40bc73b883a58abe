import { type CompletionContext, regionalKey } from '../completion.ts';
import { isJsonRecord, type JsonRecord } from '../json.ts';

/**
 * What AWS Backup holds and the emulator does not, each a list of objects with the members of the API under
 * `<account>/<region>/backup/<name>`. Times are seconds since the epoch or ISO texts.
 */
export type BackupList =
  | 'backup-jobs'
  | 'copy-jobs'
  | 'recovery-points'
  | 'restore-jobs'
  | 'restore-testing-plans'
  | 'restore-testing-selections'
  | 'selections';

export async function readList(
  name: BackupList,
  context: CompletionContext,
): Promise<JsonRecord[]> {
  const value = context.state.get(await regionalKey(context, `backup/${name}`));
  return Array.isArray(value) ? value.filter(isJsonRecord).map(withEpochTimes) : [];
}

export async function writeList(
  name: BackupList,
  list: readonly JsonRecord[],
  context: CompletionContext,
): Promise<void> {
  context.state.put(await regionalKey(context, `backup/${name}`), list);
}

/** How a list is narrowed: which member a word of the query string is compared with. */
interface ListFilter {
  member: string;
  compare: 'equal' | 'after' | 'before';
}

const TIMES = {
  createdAfter: { member: 'CreationDate', compare: 'after' },
  createdBefore: { member: 'CreationDate', compare: 'before' },
  completeAfter: { member: 'CompletionDate', compare: 'after' },
  completeBefore: { member: 'CompletionDate', compare: 'before' },
} as const satisfies Record<string, ListFilter>;

/** Words of the query string that mean the same in several operations. */
const EQUALS = Object.fromEntries(
  Object.entries({
    accountId: 'AccountId',
    backupVaultName: 'BackupVaultName',
    destinationVaultArn: 'DestinationBackupVaultArn',
    messageCategory: 'MessageCategory',
    parentJobId: 'ParentJobId',
    parentRecoveryPointArn: 'ParentRecoveryPointArn',
    resourceArn: 'ResourceArn',
    resourceType: 'ResourceType',
    sourceRecoveryPointArn: 'SourceRecoveryPointArn',
    state: 'State',
    status: 'Status',
  }).map(([word, member]): [string, ListFilter] => [word, { member, compare: 'equal' }]),
);

/** The objects that all words of the query string let through. `*` lets everything through, as in AWS Backup. */
export function narrow(list: readonly JsonRecord[], parameters: JsonRecord): JsonRecord[] {
  return Object.entries({ ...TIMES, ...EQUALS }).reduce(
    (left, [word, filter]) => {
      const wanted = parameters[word];
      return typeof wanted === 'string' && wanted !== '*'
        ? left.filter((item) => passes(item[filter.member], filter, wanted))
        : left;
    },
    [...list],
  );
}

function passes(actual: unknown, filter: ListFilter, wanted: string): boolean {
  switch (filter.compare) {
    case 'equal':
      return actual === wanted;
    case 'after':
      return typeof actual === 'number' && actual > Date.parse(wanted) / 1000;
    case 'before':
      return typeof actual === 'number' && actual < Date.parse(wanted) / 1000;
  }
}

/** The wire format wants seconds; people who fill the state may write ISO. */
function withEpochTimes(item: JsonRecord): JsonRecord {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      typeof value === 'string' && /(Date|Time)$/.test(name) ? Date.parse(value) / 1000 : value,
    ]),
  );
}
