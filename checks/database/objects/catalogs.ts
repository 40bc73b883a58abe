import type { Fact } from '../../../collectors/postgres/catalog/define-catalog.ts';
import type { Artifact } from '../../../core/check.ts';
import type { Side } from '../../../core/postgres.ts';

export type CatalogArtifact = Artifact<readonly Fact[]>;

/** Neither side can say that it has no catalog. */
export const NO_CATALOG = 'A side gave no catalog.';

/** What a side says in all of several catalogs; null when it has none of one of them. */
export function factsOf(side: Side, catalogs: readonly CatalogArtifact[]): readonly Fact[] | null {
  const all: Fact[] = [];
  for (const catalog of catalogs) {
    const facts = catalog.get(side);
    if (facts === null) return null;
    all.push(...facts);
  }
  return all;
}
