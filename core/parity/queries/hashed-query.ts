import { columnText, type TextForm } from '../column-text.ts';
import { quoteIdentifier } from '../quote.ts';
import { rowHash, type HashAlgorithm, type HashedRows } from '../row-hash.ts';
import type { Query } from './query-file.ts';

/** A query that stands in the place of a table, with names of our own: its columns may have none, or one twice. */
export interface QueryRows extends HashedRows {
  /** The values of the columns as text, in their order: expressions that are null where the value is. */
  readonly texts: readonly string[];
}

const POSITION = quoteIdentifier('landfall position');

/**
 * The rows of a query as they are hashed. `forms` says of each column how it becomes text. In order, a row's
 * position is part of it: the same rows in another order are then other rows.
 */
export function hashedQuery(
  { sql, parameters }: Pick<Query, 'sql' | 'parameters'>,
  forms: readonly TextForm[],
  algorithm: HashAlgorithm,
  order: Query['order'],
): QueryRows {
  const columns = forms.map((_, at) => `landfall ${at + 1}`);
  const names = columns.map(quoteIdentifier).join(', ');
  // On lines of its own: the query may end in a comment.
  const rows = `(\n${sql}\n) "landfall query"${names === '' ? '' : ` (${names})`}`;
  const texts = forms.map((form, at) => ({
    text: columnText({ name: columns[at] ?? '' }, form),
    nullable: true,
  }));
  const isOrdered = order === 'rows';
  const hashed = isOrdered ? [...texts, { text: `${POSITION}::text`, nullable: false }] : texts;
  return {
    texts: forms.map((form, at) =>
      columnText({ name: columns[at] ?? '' }, form === 'bytes' ? 'cast' : form),
    ),
    // Without PARTITION or ORDER BY rows are numbered as they come.
    from: isOrdered
      ? `(SELECT row_number() OVER () AS ${POSITION}, "landfall query".* FROM ${rows}) "landfall ordered"`
      : rows,
    values: parameters ?? [],
    hash: rowHash(hashed, algorithm, 0),
    secondHash: rowHash(hashed, algorithm, 1),
  };
}
