import { z } from 'zod';

/** How a column's texts are put in order. */
const CollationFacts = z.strictObject({
  name: z.string(),
  /** Order by bytes, the same on every server, as in `C`. */
  byteOrder: z.boolean(),
  deterministic: z.boolean(),
});

export const ColumnFacts = z.strictObject({
  name: z.string(),
  /** The type without its modifier, and the one behind a domain: `numeric`, `timestamp with time zone`. */
  type: z.string(),
  /** As declared, with its modifier: `numeric(10,2)`. */
  declared: z.string(),
  notNull: z.boolean(),
  generated: z.enum(['never', 'stored', 'virtual']),
  /** Null for types without one. */
  collation: CollationFacts.nullable(),
});
export type ColumnFacts = z.infer<typeof ColumnFacts>;

/** A unique index whose columns are never null, or the primary key. */
export const KeyFacts = z.strictObject({
  name: z.string(),
  kind: z.enum(['primary', 'replica-identity', 'unique']),
  columns: z.array(z.string()).min(1),
});
export type KeyFacts = z.infer<typeof KeyFacts>;

/** What the catalogue of one side says about one table. */
export const TableFacts = z.strictObject({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(['table', 'partitioned', 'materialized-view', 'foreign-table']),
  /** The topmost partitioned table above a partition, as `schema.name`; null for a table of its own. */
  root: z.string().nullable(),
  columns: z.array(ColumnFacts),
  /** Best first. */
  keys: z.array(KeyFacts),
  /** The planner's estimate; null when the table was never analysed. */
  estimatedRows: z.number().nullable(),
  bytes: z.number(),
});
export type TableFacts = z.infer<typeof TableFacts>;

/** What one server says about itself, as far as content depends on it. */
export const ServerFacts = z.strictObject({
  /** `server_version_num`, such as 150018. */
  version: z.int(),
  encoding: z.string(),
  /** Tells this database of this server, as it was started, from all others. */
  identity: z.string(),
  largeObjects: z.number(),
});
export type ServerFacts = z.infer<typeof ServerFacts>;

export function majorOf({ version }: Pick<ServerFacts, 'version'>): number {
  return Math.floor(version / 10_000);
}

/** How tables are named in reports and patterns. */
export function tableName({ schema, name }: Pick<TableFacts, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}
