import type { Fact } from '../../../collectors/postgres/catalog/define-catalog.ts';

/** Makes facts of a kind; a test names of the definition what it is about. */
export function factsOfKind(kind: string, def: Readonly<Record<string, Fact['def']>> = {}) {
  return (id: string, changed: Readonly<Record<string, Fact['def']>> = {}): Fact => ({
    kind,
    id,
    def: { ...def, ...changed },
  });
}

/** What both sides say in a catalog. */
export function both(source: readonly Fact[], target: readonly Fact[] = source) {
  return { source, target };
}
