import type { PlannedKind, ScenarioKind } from '../../load/plan/phases.ts';
import { UsageError } from '../errors.ts';

/**
 * A kind of scenario that several generators can send, as all of it is known before.
 * @throws {UsageError} of a search, whose levels follow from what the levels before were answered.
 */
export function plannedKind(kind: ScenarioKind): PlannedKind {
  if (kind !== 'breakpoint') return kind;
  throw new UsageError(
    'Each level of a breakpoint follows from how the ones before it went, so that it cannot be planned for several generators: it is sent by load run, without --segment.',
  );
}
