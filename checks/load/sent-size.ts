import type { LoadRun } from '../../core/load/load-run.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';

/** Why a load test says nothing of a size, as it is declared now; null when it was sent to that very size. */
export function ofAnotherSize(
  { sizes }: Pick<LoadTest, 'sizes'>,
  { sizing }: Pick<LoadRun, 'sizing'>,
  resource: string,
): string | null {
  const size = sizing.find((now) => now.resource === resource);
  if (size === undefined) return `The load test says nothing of ${resource}.`;
  const sent = sizes.find((then) => then.resource === resource);
  return sent?.declared === size.declared ? null : size.reason;
}
