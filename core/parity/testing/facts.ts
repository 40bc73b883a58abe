import type { ColumnFacts, KeyFacts, TableFacts } from '../table-facts.ts';

export function column(name: string, type: string, rest: Partial<ColumnFacts> = {}): ColumnFacts {
  return {
    name,
    type,
    declared: type,
    notNull: false,
    generated: 'never',
    collation: null,
    ...rest,
  };
}

export function primaryKey(...columns: string[]): KeyFacts {
  return { name: 'pkey', kind: 'primary', columns };
}

/** `public.orders` with an id and a name, unless told otherwise. */
export function table(rest: Partial<TableFacts> = {}): TableFacts {
  return {
    schema: 'public',
    name: 'orders',
    kind: 'table',
    root: null,
    columns: [column('id', 'bigint', { notNull: true }), column('name', 'text')],
    keys: [primaryKey('id')],
    estimatedRows: 1_000,
    bytes: 100_000,
    ...rest,
  };
}

export const BYTE_ORDER = { name: 'C', byteOrder: true, deterministic: true };
export const LINGUISTIC = { name: 'en_US', byteOrder: false, deterministic: true };
