import type { Checksum } from '../../../core/parity/checksum.ts';
import type { KeyRange } from '../../../core/parity/key-range.ts';
import type { ColumnFacts } from '../../../core/parity/table-facts.ts';
import type { HashedRows } from '../../../core/parity/row-hash.ts';
import type { SideExpressions } from '../../../core/parity/table-plan.ts';
import { rangeCondition, rowsOf } from './key-condition.ts';
import { textAt, type Ask } from './query.ts';

/** A table's rows that are looked at together. */
export interface Scope {
  readonly expressions: SideExpressions;
  readonly key: readonly ColumnFacts[];
  readonly range: KeyRange;
  readonly hasXor: boolean;
}

// OFFSET 0 keeps the planner from computing the hash once for each aggregate.

export async function readChecksum(ask: Ask, scope: Scope): Promise<Checksum> {
  const { sql, values } = rangeCondition(scope.key, scope.range);
  const { hash, table } = scope.expressions;
  const [row] = await ask({
    text: `SELECT count(*), coalesce(sum(h), 0), ${second(scope)} FROM (SELECT ${hash} AS h FROM ${rowsOf(table)} WHERE ${sql} OFFSET 0) hashed`,
    values,
  });
  return checksumOf(row ?? [], 0);
}

/** The checksums of the rows by buckets of their keys' hash: `buckets` is a power of two. */
export async function readBuckets(
  ask: Ask,
  scope: Scope,
  buckets: number,
): Promise<ReadonlyMap<number, Checksum>> {
  const { sql, values } = rangeCondition(scope.key, scope.range);
  const { hash, table } = scope.expressions;
  const bucket = `(${keyHashOf(scope)}) & ${buckets - 1}`;
  return bucketsOf(
    await ask({
      text: `SELECT b, count(*), sum(h), ${second(scope)} FROM (SELECT ${bucket} AS b, ${hash} AS h FROM ${rowsOf(table)} WHERE ${sql} OFFSET 0) hashed GROUP BY b`,
      values,
    }),
  );
}

/** The same for rows without a key: by buckets of the content's hash, with a second hash in the place of the xor. */
export async function readContentBuckets(
  ask: Ask,
  { from, values, hash, secondHash }: HashedRows,
  buckets: number,
): Promise<ReadonlyMap<number, Checksum>> {
  return bucketsOf(
    await ask({
      text: `SELECT h & ${buckets - 1}, count(*), sum(h), sum(h2) FROM (SELECT ${hash} AS h, ${secondHash} AS h2 FROM ${from} OFFSET 0) hashed GROUP BY 1`,
      values,
    }),
  );
}

/** A whole table as rows without a key. */
export function contentOf({ hash, secondHash, table }: SideExpressions): HashedRows {
  return { from: rowsOf(table), values: [], hash, secondHash };
}

/** @throws for a table without a key. */
export function keyHashOf({ expressions }: Scope): string {
  if (expressions.keyHash === null) throw new Error('The table has no key.');
  return expressions.keyHash;
}

function second({ hasXor }: Scope): string {
  return hasXor ? 'coalesce(bit_xor(h), 0)' : '0';
}

function bucketsOf(rows: readonly (readonly (string | null)[])[]): Map<number, Checksum> {
  return new Map(rows.map((row) => [Number(textAt(row, 0)), checksumOf(row, 1)]));
}

function checksumOf(row: readonly (string | null)[], at: number): Checksum {
  return { rows: Number(textAt(row, at)), sum: textAt(row, at + 1), second: textAt(row, at + 2) };
}
