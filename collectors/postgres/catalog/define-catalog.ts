import { z } from 'zod';
import { defineCollector, type Collector } from '../../../core/collector.ts';
import type { Json } from '../../../core/json.ts';
import { observe } from '../../../core/observation.ts';
import { defineStatement, SIDES } from '../../../core/postgres.ts';

/** What one side says of one object. */
export interface Fact<Def = Json> {
  /** Such as `column`; the word is the same on every version. */
  readonly kind: string;
  /** The object's whole name, quoted where SQL needs it; unique in its kind. */
  readonly id: string;
  /** Its definition, in plain values: equal definitions are equal JSON. */
  readonly def: Def;
}

/** Facts of both sides, under the keys `source` and `target`. */
export type Catalog<Def = Json> = Collector<readonly Fact<Def>[]>;

interface CatalogOptions<Def> {
  /** Equal to the file's name. */
  readonly name: string;
  readonly title: string;
  /** Gives columns `kind`, `id` and `def`, on PostgreSQL 12 and later; `to_jsonb(row)->>'column'` reads columns that some lack. */
  readonly sql: string;
  readonly privilege: string | null;
  /** The shape of a definition. */
  readonly def: z.ZodType<Def>;
}

/** Of two facts by one name a comparison would see one alone, and pass over what the other says. */
function refuseRepeated(facts: readonly Fact<unknown>[], context: z.RefinementCtx): void {
  const names = new Set<string>();
  for (const { kind, id } of facts) {
    const name = `${kind} ${id}`;
    if (names.has(name)) context.addIssue(`Two facts have the name ${name}.`);
    names.add(name);
  }
}

/** A collector that reads one query of the catalogs on both sides. https://www.postgresql.org/docs/current/catalogs.html */
export function defineCatalog(options: Omit<CatalogOptions<Json>, 'def'>): Catalog {
  return defineTypedCatalog({ ...options, def: z.json() });
}

/** The same for definitions of one shape. */
export function defineTypedCatalog<Def>(options: CatalogOptions<Def>): Catalog<Def> {
  const { name, title, sql, privilege, def } = options;
  const row = z.strictObject({ kind: z.string(), id: z.string(), def });
  const statement = defineStatement({ id: `catalog-${name}`, sql, row, privilege });
  return defineCollector({
    id: `postgres/catalog/${name}`,
    title,
    operations: [],
    statements: [statement],
    item: z.array(row).readonly().superRefine(refuseRepeated),
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
