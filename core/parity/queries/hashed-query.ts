import { columnText } from '../column-text.ts';
import { quoteIdentifier } from '../quote.ts';
import { rowHash, type HashAlgorithm, type HashedRows } from '../row-hash.ts';
import type { Query } from './query-file.ts';

/** A query that stands in the place of a table, with names of our own: its columns may have none, or one twice. */
export interface QueryRows extends HashedRows {
  /** The names of the columns, in their order. */
  readonly columns: readonly string[];
}

const POSITION = quoteIdentifier('landfall position');

/**
 * The rows of a query as they are hashed. `isBytes` says of each column whether it is bytes on both sides. In order, a row's
 * position is part of it: the same rows in another order are then other rows.
 */
export function hashedQuery(
  { sql, parameters }: Pick<Query, 'sql' | 'parameters'>,
  isBytes: readonly boolean[],
  algorithm: HashAlgorithm,
  order: Query['order'],
): QueryRows {
  const columns = isBytes.map((_, at) => `landfall ${at + 1}`);
  const names = columns.map(quoteIdentifier).join(', ');
  // On lines of its own: the query may end in a comment.
  const rows = `(\n${sql}\n) "landfall query"${names === '' ? '' : ` (${names})`}`;
  const texts = columns.map((name, at) => ({
    text: columnText({ name }, isBytes[at] === true),
    nullable: true,
  }));
  const isOrdered = order === 'rows';
  const hashed = isOrdered ? [...texts, { text: `${POSITION}::text`, nullable: false }] : texts;
  return {
    columns,
    // Without PARTITION or ORDER BY rows are numbered as they come.
    from: isOrdered
      ? `(SELECT row_number() OVER () AS ${POSITION}, "landfall query".* FROM ${rows}) "landfall ordered"`
      : rows,
    values: parameters ?? [],
    hash: rowHash(hashed, algorithm, 0),
    secondHash: rowHash(hashed, algorithm, 1),
  };
}
