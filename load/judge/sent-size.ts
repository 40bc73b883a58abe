import type { Sizing } from '../../core/load/sizing.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { comparedWith, declarationOf } from './declaration.ts';

/** A size as it was declared when the load was sent. */
export interface SentSize extends Pick<Sizing, 'resource' | 'declared'> {
  /** How it scales and what it is connected by; null of tests that were sent before this was kept. */
  readonly declaration: string | null;
}

/** The sizes of a load that is sent by a spec. */
export function sentSizes(
  spec: Spec,
  sizing: readonly Pick<Sizing, 'resource' | 'declared'>[],
): SentSize[] {
  return sizing.map(({ resource, declared }) => ({
    resource,
    declared,
    declaration: declarationOf(spec, resource),
  }));
}

/** Why a load says nothing of a size as a spec declares it now; null when it was sent to that very size. */
export function whyAnother(
  spec: Spec,
  { resource, declared }: Pick<Sizing, 'resource' | 'declared'>,
  sent: readonly SentSize[],
): string | null {
  const then = sent.find((size) => size.resource === resource);
  if (then?.declared !== declared) {
    const was =
      then === undefined
        ? `no size of ${resource} was kept`
        : `the declared size was ${then.declared}`;
    return `When the load was sent ${was}, and now it is ${declared}: the load says nothing of that.`;
  }
  if (then.declaration === null) {
    return `How the scaling and the connections of ${resource} were declared when the load was sent is not kept: whether they were as they are declared now is not known.`;
  }
  switch (comparedWith(then.declaration, declarationOf(spec, resource))) {
    case 'same':
      return null;
    case 'other':
      return `When the load was sent the scaling or the connections of ${resource} were declared otherwise: the load says nothing of it as it is declared now.`;
    case 'not-kept':
      return `Not all of how ${resource} was declared when the load was sent was kept: whether the load says anything of it as it is declared now is not known.`;
  }
}

/**
 * The sizes of a load that is judged by a spec that came after it: of one that was declared otherwise when the load was sent, nothing
 * was measured, in favour of it or against it.
 */
export function ofSentSizes(
  spec: Spec,
  sizing: readonly Sizing[],
  sent: readonly SentSize[],
): readonly Sizing[] {
  return sizing.map((size) => {
    const reason = whyAnother(spec, size, sent);
    return reason === null || size.verdict === 'INVALID'
      ? size
      : { ...size, verdict: 'INCONCLUSIVE', reason, margin: null, recommended: null };
  });
}
