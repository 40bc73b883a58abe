import { z } from 'zod';
import { byName, Count, Name, Region } from '../values.ts';

const Key = z.strictObject({ attribute: Name, type: z.enum(['S', 'N', 'B']) });

const Index = z.strictObject({
  partitionKey: Key,
  sortKey: Key.optional(),
  projection: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
});

/** A DynamoDB table. The map's key is its name. */
export const TableSpec = z.strictObject({
  partitionKey: Key,
  sortKey: Key.optional(),
  billing: z.enum(['PAY_PER_REQUEST', 'PROVISIONED']),
  /** The most request units a second that the load plan asks of the table, and of each of its global indexes. */
  peak: z.strictObject({ readUnitsPerSecond: Count, writeUnitsPerSecond: Count }).optional(),
  indexes: byName(Index).optional(),
  ttlAttribute: Name.optional(),
  stream: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']).optional(),
  /** How far back point-in-time recovery must reach. */
  pointInTimeRecoveryDays: z.int().min(1).max(35),
  deletionProtection: z.boolean().optional(),
  kmsKeyAlias: Name.optional(),
  replicaRegions: z.array(Region).optional(),
  /** The most that the table and its indexes may hold. */
  maxStorageGiB: Count.optional(),
});
export type TableSpec = z.infer<typeof TableSpec>;
