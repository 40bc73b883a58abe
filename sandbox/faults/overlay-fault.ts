import type { Spec } from '../../core/spec/spec.ts';
import type { Broken, Fault } from './fault.ts';

/** A fault that the emulator cannot hold: an edit of its answers, by the overlay. */
export function overlayFault(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  /** Name of a deviation of the overlay's registry. */
  deviation: string;
  arguments: (spec: Spec) => Readonly<Record<string, unknown>>;
}): Fault {
  const { id, describes, breaks, deviation } = fault;
  return {
    id,
    describes,
    breaks,
    async apply({ overlay, spec }) {
      await overlay.setDeviation(id, deviation, fault.arguments(spec));
      return null;
    },
    heal: ({ overlay }) => overlay.clearDeviation(id),
  };
}
