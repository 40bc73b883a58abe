import type { Spec } from '../../core/spec/spec.ts';
import { MESSAGING, type LoadKind } from '../../load/plan/phases.ts';

/** What to tell whoever sends other scenarios of a spec that declares messages: their queues stay unjudged. Null when there is nothing to tell. */
export function unsentMessages(
  { load }: Pick<Spec, 'load'>,
  kinds: readonly LoadKind[],
): string | null {
  const names = Object.keys(load?.messages ?? {});
  return names.length === 0 || kinds.includes(MESSAGING)
    ? null
    : `The declared messages (${names.join(', ')}) are not sent, so that this test says nothing of their queues: --scenario ${MESSAGING} sends them.`;
}
