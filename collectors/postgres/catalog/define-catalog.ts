import { z } from 'zod';
import { defineCollector, type Collector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { defineStatement, SIDES } from '../../../core/postgres.ts';

/** What the catalog of one side says of one object. */
export const Fact = z.strictObject({
  /** Such as `column`; the word is the same on every version. */
  kind: z.string(),
  /** The object's whole name, quoted where SQL needs it; unique in its kind. */
  id: z.string(),
  /** Its definition, in plain values: equal definitions are equal JSON. */
  def: z.json(),
});
export type Fact = z.infer<typeof Fact>;

/** Facts of both sides, under the keys `source` and `target`. */
export type Catalog = Collector<readonly Fact[]>;

interface CatalogOptions {
  /** Equal to the file's name. */
  readonly name: string;
  readonly title: string;
  /** Gives columns `kind`, `id` and `def`, on PostgreSQL 12 and later; `to_jsonb(row)->>'column'` reads columns that some lack. */
  readonly sql: string;
  readonly privilege: string | null;
}

/** A collector that reads one query of the catalogs on both sides. https://www.postgresql.org/docs/current/catalogs.html */
export function defineCatalog({ name, title, sql, privilege }: CatalogOptions): Catalog {
  const statement = defineStatement({ id: `catalog-${name}`, sql, row: Fact, privilege });
  return defineCollector({
    id: `postgres/catalog/${name}`,
    title,
    operations: [],
    statements: [statement],
    item: z.array(Fact).readonly(),
    keys: () => SIDES,
    collect: async ({ postgres }) =>
      Object.fromEntries(
        await Promise.all(
          SIDES.map(async (side) => {
            const answer = await postgres.read(side, statement);
            return [side, observe(answer, (rows) => rows)] as const;
          }),
        ),
      ),
  });
}
