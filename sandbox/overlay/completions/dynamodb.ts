import type { JsonCompletion } from '../completion.ts';
import { isJsonRecord, type JsonRecord, numberOf, recordsOf, stringOf } from '../json.ts';
import { stableUuid } from '../stable-id.ts';

const DAY_SECONDS = 24 * 60 * 60;
const DEFAULT_RECOVERY_DAYS = 35;
/** "The latest restorable time is typically 5 minutes before now", says the API reference. */
const LAG_SECONDS = 5 * 60;
/** Of every table and index, as if DynamoDB had counted it: some thousand items. */
const COUNTED_BYTES = 4 * 1024 * 1024;

export const DYNAMODB_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'dynamodb',
    operations: ['DescribeContinuousBackups', 'UpdateContinuousBackups'],
    gap: 'The time that can be restored to stays where recovery was switched on.',
    complete(body, _parameters, context) {
      const backups = body['ContinuousBackupsDescription'];
      if (!isJsonRecord(backups)) return body;
      const recovery = backups['PointInTimeRecoveryDescription'];
      if (!isJsonRecord(recovery) || recovery['PointInTimeRecoveryStatus'] !== 'ENABLED') {
        return body;
      }
      return {
        ...body,
        ContinuousBackupsDescription: {
          ...backups,
          PointInTimeRecoveryDescription: moved(recovery, context.now.getTime() / 1000),
        },
      };
    },
  },
  {
    form: 'json',
    service: 'dynamodb',
    operations: ['DescribeTable'],
    gap: 'The id of a table is missing, a table is of no size whatever it holds, and the size of an index is missing.',
    complete(body) {
      const table = body['Table'];
      if (!isJsonRecord(table)) return body;
      const TableId = stableUuid(stringOf(table, 'TableArn') ?? '');
      const indexes = recordsOf(table, 'GlobalSecondaryIndexes');
      const sized = {
        ...table,
        TableId,
        TableSizeBytes: COUNTED_BYTES,
        ...(indexes.length > 0 && {
          GlobalSecondaryIndexes: indexes.map((index) => ({
            ...index,
            IndexSizeBytes: COUNTED_BYTES,
          })),
        }),
      };
      return { ...body, Table: sized };
    },
  },
];

function moved(recovery: JsonRecord, now: number): JsonRecord {
  const days = numberOf(recovery, 'RecoveryPeriodInDays') ?? DEFAULT_RECOVERY_DAYS;
  const enabledAt = numberOf(recovery, 'EarliestRestorableDateTime') ?? now;
  return {
    ...recovery,
    RecoveryPeriodInDays: days,
    EarliestRestorableDateTime: Math.max(enabledAt, now - days * DAY_SECONDS),
    LatestRestorableDateTime: Math.max(enabledAt, now - LAG_SECONDS),
  };
}
