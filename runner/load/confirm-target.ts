import type { Spec } from '../../core/spec/spec.ts';
import { UsageError } from '../errors.ts';
import { loadTarget } from './sendable-load.ts';

/**
 * Production is loaded only by somebody who says which account and which target: the words are those of the spec, so that a
 * command that was copied from elsewhere does not fit.
 * @throws {UsageError} when they do not fit.
 */
export function confirmTarget(spec: Spec, said: string | null): void {
  const target = loadTarget(spec);
  if (target.environment !== 'production') return;
  const wanted = `${spec.account.id}/${new URL(target.origin).host}`;
  if (said === wanted) return;
  throw new UsageError(
    said === null
      ? `${target.origin} is production. To load it, say so: --confirm ${wanted}`
      : `${target.origin} is production, and --confirm ${said} is not it. To load it: --confirm ${wanted}`,
  );
}
