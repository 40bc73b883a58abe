import type { LoadDocument } from '../../core/load/load-document.ts';
import type { SentSize } from '../../load/judge/sent-size.ts';

/** The sizes that a kept load test was sent to. */
export function sizesOf({
  load,
  declarations,
}: Pick<LoadDocument, 'load' | 'declarations'>): SentSize[] {
  return load.sizing.map(({ resource, declared }) => ({
    resource,
    declared,
    declaration: declarations[resource] ?? null,
  }));
}
