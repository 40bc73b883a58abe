/** One reading SQL statement and its parameters. */
export interface SqlQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Rows as the server sends them: each value as its text. */
export type TextRows = readonly (readonly (string | null)[])[];

/** Sends a query in a read-only transaction with the settings that the text of values depends on. */
export type Ask = (query: SqlQuery) => Promise<TextRows>;

/** What a server says of a statement that it does not run. */
export interface Described {
  readonly parameters: number;
  /** Null for a statement that gives no rows. */
  readonly columns: readonly DescribedColumn[] | null;
}

export interface DescribedColumn {
  readonly name: string;
  /** The type's OID and modifier in that database. */
  readonly type: number;
  readonly modifier: number;
}

/** Has the server take a text for a single statement, in the same transaction, and describe it. */
export type Describe = (text: string) => Promise<Described>;

export function query(text: string, ...values: readonly unknown[]): SqlQuery {
  return { text, values };
}

/** @throws when the server's answer has fewer columns, or a null where there can be none. */
export function textAt(row: readonly (string | null)[], column: number): string {
  const text = row[column];
  if (typeof text !== 'string') {
    throw new Error(`The answer lacks a value in column ${column + 1}.`);
  }
  return text;
}
