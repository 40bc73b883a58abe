import type {
  DescribeContinuousBackupsCommandInput,
  DescribeContinuousBackupsCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Operation } from '../../../core/aws.ts';
import { defineCollector } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';

const describeContinuousBackups: Operation<
  DescribeContinuousBackupsCommandInput,
  DescribeContinuousBackupsCommandOutput
> = {
  service: 'dynamodb',
  name: 'DescribeContinuousBackups',
  action: 'dynamodb:DescribeContinuousBackups',
  bucket: 'dynamodb',
  required: ['ContinuousBackupsDescription'],
  absentCodes: ['TableNotFoundException', 'ResourceNotFoundException'],
  pages: null,
};

/** A table's point-in-time recovery. Null is what AWS left out. */
export const ContinuousBackups = z.strictObject({
  status: z.string().nullable(),
  recoveryPeriodDays: z.int().nullable(),
  latestRestorableTime: z.iso.datetime().nullable(),
});
export type ContinuousBackups = z.infer<typeof ContinuousBackups>;

/** Point-in-time recovery of every declared table, by table name. */
export const continuousBackups = defineCollector<ContinuousBackups>({
  id: 'aws/dynamodb/continuous-backups',
  title: 'Point-in-time recovery of DynamoDB tables',
  operations: [describeContinuousBackups],
  item: ContinuousBackups,
  keys: (spec) => Object.keys(spec.tables ?? {}),
  collect: async ({ aws, spec }) => {
    const entries = await Promise.all(
      Object.keys(spec.tables ?? {}).map(
        async (TableName): Promise<[string, Observation<ContinuousBackups>]> => {
          const answer = await aws.read(describeContinuousBackups, { TableName });
          return [
            TableName,
            observe(answer, ({ ContinuousBackupsDescription }) => {
              const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
              return {
                status: recovery?.PointInTimeRecoveryStatus ?? null,
                recoveryPeriodDays: recovery?.RecoveryPeriodInDays ?? null,
                latestRestorableTime: recovery?.LatestRestorableDateTime?.toISOString() ?? null,
              };
            }),
          ];
        },
      ),
    );
    return Object.fromEntries(entries);
  },
});
