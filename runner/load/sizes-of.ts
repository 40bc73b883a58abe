import type { LoadDocument } from '../../core/load/load-document.ts';
import type { SentSize } from '../../load/judge/sent-size.ts';

/** The sizes that a kept load test was sent to; none when they are not known. */
export function sizesOf({
  load,
  declarations,
  sizesKnown,
}: Pick<LoadDocument, 'load' | 'declarations' | 'sizesKnown'>): SentSize[] {
  if (!sizesKnown) return [];
  return load.sizing.map(({ resource, declared }) => ({
    resource,
    declared,
    declaration: declarations[resource] ?? null,
  }));
}
