import type { z } from 'zod';
import type { Answer } from './aws.ts';

/** One reading command of the console of a pooler, as data. https://www.pgbouncer.org/usage.html#show-commands */
export interface ConsoleCommand<Row = unknown> {
  readonly command: `SHOW ${string}`;
  /** The shape of one row, by the names of columns: each version adds some, and so none counts by its place. */
  readonly row: z.ZodType<Row>;
}

export function defineConsoleCommand<Row>(command: ConsoleCommand<Row>): ConsoleCommand<Row> {
  return Object.freeze(command);
}

/** The only way in which collectors reach the console of the pooler. */
export interface PoolerReader {
  /** Every row that the command gives; equal reads of a run are sent once. */
  read<Row>(command: ConsoleCommand<Row>): Promise<Answer<readonly Row[]>>;
}
