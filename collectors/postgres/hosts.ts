import { z } from 'zod';
import { defineCollector } from '../../core/collector.ts';
import { observe } from '../../core/observation.ts';
import { SIDES } from '../../core/postgres.ts';
import { server } from './catalog/server.ts';

/** The server's own words leave out how it was reached: that it answered is what makes the host one of a server. */
const STATEMENTS = server.statements ?? [];

/** Where the connection of each side goes, under the keys `source` and `target`. */
export const hosts = defineCollector({
  id: 'postgres/hosts',
  title: 'The host to which the connection of each side goes, once a server has answered there',
  operations: [],
  statements: STATEMENTS,
  /** A name or an address, as declared. */
  item: z.string(),
  keys: () => SIDES,
  collect: async ({ postgres }) =>
    Object.fromEntries(
      await Promise.all(
        SIDES.map(async (side) => {
          const [statement] = STATEMENTS;
          if (statement === undefined) throw new Error('The catalog of servers reads nothing.');
          const answer = await postgres.read(side, statement);
          return [side, observe(answer, () => postgres.hostOf(side))] as const;
        }),
      ),
    ),
});
