import { quoteIdentifier } from './quote.ts';
import type { ColumnFacts } from './table-facts.ts';

/** A byte string longer than this is hashed before it is written out: hexadecimal doubles it. */
const LONG_BYTES = 1_024;

/**
 * How a value becomes text. `cast` serves all types but two: `bytes` is bytea on both sides, and `output` is character of no
 * declared length on one of them, whose cast to text loses the trailing blanks that clients see.
 */
export type TextForm = 'cast' | 'bytes' | 'output';

/**
 * The text by which a column's content is compared, as an SQL expression for one side. Text is exact: it keeps the scale of
 * numbers, microseconds, the sign of zero, NaN and the bytes of json; labels of enums stand for their numbers. The settings
 * of the transaction make it the same on every server. The expression is null when the value is.
 */
export function columnText(column: Pick<ColumnFacts, 'name'>, form: TextForm): string {
  const name = quoteIdentifier(column.name);
  switch (form) {
    case 'cast':
      return `${name}::text`;
    case 'bytes':
      return `CASE WHEN octet_length(${name}) > ${LONG_BYTES} THEN encode(sha256(${name}), 'hex') ELSE ${name}::text END`;
    case 'output':
      // Of all functions of text it is the one that takes values as they are sent to clients.
      return `CASE WHEN ${name} IS NOT NULL THEN concat(${name}) END`;
  }
}

/**
 * The text by which rows of both sides are matched. The scale of a number is no part of it: PostgreSQL takes 1.0 and 1.00
 * for the same key.
 */
export function keyText(column: ColumnFacts, trimsScale: boolean): string {
  const name = quoteIdentifier(column.name);
  return column.type === 'numeric' && trimsScale ? `trim_scale(${name})::text` : `${name}::text`;
}
