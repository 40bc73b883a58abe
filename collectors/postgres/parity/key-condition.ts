import type { KeyRange, KeyValues } from '../../../core/parity/key-range.ts';
import { quoteIdentifier, quoteTable } from '../../../core/parity/quote.ts';
import type { ColumnFacts, TableFacts } from '../../../core/parity/table-facts.ts';

/** A condition, and the values of its parameters, whose numbers begin after those of `before`. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** A row comparison, which an index over the columns serves. */
export function rangeCondition(
  key: readonly ColumnFacts[],
  { from, to }: KeyRange,
  before: readonly unknown[] = [],
): Condition {
  const parts: string[] = [];
  const values: unknown[] = [...before];
  const bound = (operator: string, edge: KeyValues) => {
    const parameters = key.map((column, at) => {
      values.push(edge[at]);
      return `$${values.length}::${castType(column)}`;
    });
    parts.push(`(${keyColumns(key)}) ${operator} (${parameters.join(', ')})`);
  };
  if (from !== null) bound('>=', from);
  if (to !== null) bound('<', to);
  return { sql: parts.length === 0 ? 'true' : parts.join(' AND '), values };
}

/** The rows that have one of the keys. */
export function keysCondition(
  key: readonly ColumnFacts[],
  keys: readonly (readonly (string | null)[])[],
  before: readonly unknown[] = [],
): Condition {
  const values: unknown[] = [...before];
  const arrays = key.map((column, at) => {
    values.push(keys.map((key) => key[at]));
    return `$${values.length}::${castType(column)}[]`;
  });
  const sql = `(${keyColumns(key)}) IN (SELECT * FROM unnest(${arrays.join(', ')}))`;
  return { sql, values };
}

export function keyColumns(key: readonly ColumnFacts[]): string {
  return key.map(({ name }) => quoteIdentifier(name)).join(', ');
}

/** `character` and `bit` mean a length of one where a type is named, the quoted names do not. */
function castType({ type }: ColumnFacts): string {
  return type.replace(/^character(?=$|\[)/, 'bpchar').replace(/^bit(?=$|\[)/, '"bit"');
}

/** A table's own rows: those of tables that inherit from it are theirs. */
export function rowsOf(table: TableFacts): string {
  return `${table.kind === 'table' ? 'ONLY ' : ''}${quoteTable(table)}`;
}
