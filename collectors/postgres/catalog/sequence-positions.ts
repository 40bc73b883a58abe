import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';
import { USER_SCHEMA } from './scope.ts';

const SequencePosition = z.strictObject({
  sequence: z.string(),
  /** Null for a sequence that fills none. */
  column: z.string().nullable(),
  // Numbers as text: they may be greater than JavaScript counts exactly.
  increment: z.string(),
  minimum: z.string(),
  maximum: z.string(),
  /** Whether it begins again at its end. */
  cycles: z.boolean(),
  /** Of the column, such as `int4`, without its domain; null for a sequence that fills none. */
  columnType: z.string().nullable(),
  last: z.string().nullable(),
  called: z.boolean().nullable(),
  greatest: z.string().nullable(),
  least: z.string().nullable(),
});
export type SequencePosition = z.infer<typeof SequencePosition>;

/**
 * The sequences themselves are read: pg_sequences says null both for a sequence that was never used and for one that may not
 * be read. `query_to_xml` runs the query that is made for each of them.
 * https://www.postgresql.org/docs/current/functions-xml.html
 */
export const sequencePositions = defineTypedCatalog({
  name: 'sequence-positions',
  title:
    'The next value of each sequence, and the greatest and least value in the columns that it fills',
  privilege: 'SELECT on sequences and tables (pg_read_all_data)',
  def: SequencePosition,
  sql: `
    WITH filled AS (
      -- Columns that own the sequence: serial and identity.
      SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS position
      FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass
        AND d.refclassid = 'pg_class'::regclass
        AND d.deptype IN ('a', 'i')
        AND d.refobjsubid > 0
      UNION
      -- Columns whose default calls it.
      SELECT d.refobjid, ad.adrelid, ad.adnum
      FROM pg_depend d
      JOIN pg_attrdef ad ON ad.oid = d.objid
      WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass
    ),
    questions AS (
      -- All columns without numbers are one question: where the sequence is.
      SELECT DISTINCT
        format('%I.%I', n.nspname, c.relname) AS sequence,
        CASE WHEN r.oid IS NULL THEN NULL ELSE format('%s.%I', r.oid::regclass, a.attname) END AS filled_column,
        s.seqincrement AS increment,
        s.seqmin AS minimum,
        s.seqmax AS maximum,
        s.seqcycle AS cycles,
        coalesce(nullif(t.typbasetype, 0), t.oid)::regtype AS column_type,
        format('SELECT last_value, is_called FROM %s', c.oid::regclass) AS position_sql,
        CASE WHEN r.oid IS NULL THEN NULL
          ELSE format('SELECT trunc(max(%1$I)::numeric) AS greatest, trunc(min(%1$I)::numeric) AS least FROM %2$s', a.attname, r.oid::regclass)
        END AS column_sql
      FROM pg_sequence s
      JOIN pg_class c ON c.oid = s.seqrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN filled f ON f.sequence = c.oid
      LEFT JOIN (
        pg_class r
        JOIN pg_attribute a ON a.attrelid = r.oid
        JOIN pg_type t ON t.oid = a.atttypid
      ) ON r.oid = f.relation
        AND a.attnum = f.position
        AND r.relkind IN ('r', 'p')
        -- Numbers alone can be compared with a sequence.
        AND coalesce(nullif(t.typbasetype, 0), t.oid) IN (20, 21, 23, 1700)
      WHERE ${USER_SCHEMA}
    ),
    answers AS (
      SELECT
        q.*,
        query_to_xml(q.position_sql, true, true, '') AS at,
        CASE WHEN q.column_sql IS NULL THEN NULL ELSE query_to_xml(q.column_sql, true, true, '') END AS held
      FROM questions q
    )
    SELECT
      'sequence_position' AS kind,
      a.sequence || coalesce(' -> ' || a.filled_column, '') AS id,
      jsonb_build_object(
        'sequence', a.sequence,
        'column', a.filled_column,
        'increment', a.increment::text,
        'minimum', a.minimum::text,
        'maximum', a.maximum::text,
        'cycles', a.cycles,
        'columnType', (SELECT y.typname FROM pg_type y WHERE y.oid = a.column_type),
        'last', (xpath('//last_value/text()', a.at))[1]::text,
        'called', (xpath('//is_called/text()', a.at))[1]::text = 'true',
        'greatest', (xpath('//greatest/text()', a.held))[1]::text,
        'least', (xpath('//least/text()', a.held))[1]::text
      ) AS def
    FROM answers a
  `,
});
