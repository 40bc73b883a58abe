import type { Flaw } from './problems.ts';
import type { SourceMap } from './source-tree.ts';
import type { Spec } from './spec.ts';

export function referenceFlaws(_spec: Spec, _root: SourceMap): readonly Flaw[] {
  return [];
}
