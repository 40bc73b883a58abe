import type { z } from 'zod';
import type { Answer } from './aws.ts';

/** The database that is left, and the one that takes its place. */
export const SIDES = ['source', 'target'] as const;
export type Side = (typeof SIDES)[number];

/** One reading SQL statement, as data: the statements that collectors declare are all that is sent. */
export interface Statement<Row = unknown> {
  /** Kebab case, unique among all statements, such as `catalog-relations`. */
  readonly id: string;
  /** Runs on every PostgreSQL from 12 on, in a read-only transaction with an empty search path. */
  readonly sql: string;
  /** The shape of one row. */
  readonly row: z.ZodType<Row>;
  /** What a role must have for it, such as `pg_monitor`; null when any role may run it. */
  readonly privilege: string | null;
}

export function defineStatement<Row>(statement: Statement<Row>): Statement<Row> {
  return Object.freeze(statement);
}

/** The only way in which collectors reach the two databases. */
export interface PostgresReader {
  /** Every row that the statement gives on a side; equal reads of a run are sent once. */
  read<Row>(side: Side, statement: Statement<Row>): Promise<Answer<readonly Row[]>>;
  /** The name or address to which a side's connection goes, as it is declared; null when none is. */
  hostOf(side: Side): string | null;
}
