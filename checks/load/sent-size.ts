import type { LoadRun } from '../../core/load/load-run.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { whyAnother } from '../../load/judge/sent-size.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';

/** Why a load test says nothing of a size, as it is declared now; null when it was sent to that very size. */
export function ofAnotherSize(
  spec: Spec,
  { sizes }: Pick<LoadTest, 'sizes'>,
  { sizing }: Pick<LoadRun, 'sizing'>,
  resource: string,
): string | null {
  const size = sizing.find((now) => now.resource === resource);
  return size === undefined
    ? `The load test says nothing of ${resource}.`
    : whyAnother(spec, size, sizes);
}
