import { readTables } from '../../collectors/postgres/parity/catalogue.ts';
import type { TableFacts } from '../../core/parity/table-facts.ts';
import type { Abilities } from '../../core/parity/table-plan.ts';
import { agree } from './agreement.ts';
import type { Lanes } from './lanes.ts';
import type { ParityOptions } from './options.ts';

/** What is known of both servers before any row is read. */
export interface Prepared {
  readonly source: readonly TableFacts[];
  readonly target: readonly TableFacts[];
  readonly largeObjects: { readonly source: number; readonly target: number };
  /** Null when no row of the two can be compared, and why. */
  readonly abilities: Abilities | null;
  readonly obstacle: string | null;
}

/** Looks at both catalogues, and has both servers prove that they hash and write values alike. */
export async function prepare(options: ParityOptions, lanes: Lanes): Promise<Prepared> {
  const tables = { read: readTables, none: [] };
  const { source, target, abilities, obstacle } = await agree(options, lanes, tables);
  return {
    source: source.more,
    target: target.more,
    largeObjects: { source: source.server.largeObjects, target: target.server.largeObjects },
    abilities,
    obstacle,
  };
}
