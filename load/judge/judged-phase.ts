import { JUDGED, type ScenarioKind } from '../plan/phases.ts';
import type { MeasuredPhase } from './measured-phase.ts';

export type FoundPhase =
  | { readonly kind: 'found'; readonly phase: MeasuredPhase }
  | { readonly kind: 'none'; readonly reason: string };

/** The phase by which a kind of scenario is judged: of a staircase, the level of the declared rate. */
export function judgedPhase(kind: ScenarioKind, phases: readonly MeasuredPhase[]): FoundPhase {
  switch (kind) {
    case 'smoke':
      return none('A smoke test sends too little to say more than whether requests are answered.');
    case 'spike':
      return none('A spike shows how the service scales out; it holds no rate to be judged by.');
    case 'ramp':
      return found(phases.find(({ phase: { name } }) => name === `${JUDGED}-100`));
    case 'db-via-api':
      return found(phases.find(({ phase: { name } }) => name === `${JUDGED}-writes`));
    case 'baseline':
    case 'soak':
    case 'breakpoint':
      return found(steadyPhases(phases)[0]);
  }
}

/** The levels of a staircase, and the two mixes of one rate; the other kinds have none. */
export function levelPhases(
  kind: ScenarioKind,
  phases: readonly MeasuredPhase[],
): readonly MeasuredPhase[] {
  switch (kind) {
    case 'ramp':
    case 'db-via-api':
      return steadyPhases(phases);
    case 'smoke':
    case 'baseline':
    case 'spike':
    case 'soak':
    case 'breakpoint':
      return [];
  }
}

/** The phases that hold one rate after a warm-up. */
export function steadyPhases(phases: readonly MeasuredPhase[]): readonly MeasuredPhase[] {
  return phases.filter(({ phase: { name } }) => name.startsWith(`${JUDGED}-`));
}

function found(phase: MeasuredPhase | undefined): FoundPhase {
  return phase === undefined
    ? none('The plan has no phase at the rate that is to be judged.')
    : { kind: 'found', phase };
}

function none(reason: string): FoundPhase {
  return { kind: 'none', reason };
}
