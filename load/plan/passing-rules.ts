import type { MessageLoadSpec } from '../../core/spec/sections/load.ts';
import type { Spec } from '../../core/spec/spec.ts';

/** A rule that passes events of a bus on to a queue. */
export interface PassingRule {
  readonly bus: string;
  readonly rule: string;
  /** The queue that events go to which it could not deliver; null when none is declared of its target, and they are gone. */
  readonly deadLetter: string | null;
}

/** The declared rules by which messages reach their queue, one for each target; none where they are sent to the queue itself. */
export function passingRules(
  { buses }: Pick<Spec, 'buses'>,
  { bus, queue }: Pick<MessageLoadSpec, 'bus' | 'queue'>,
): readonly PassingRule[] {
  if (bus === undefined) return [];
  return Object.entries(buses?.[bus.name]?.rules ?? {}).flatMap(([rule, { targets }]) =>
    targets
      .filter((target) => target.queue === queue)
      .map(({ deadLetterQueue }) => ({
        bus: bus.name,
        rule,
        deadLetter: deadLetterQueue ?? null,
      })),
  );
}
