import type { Stop } from '../../core/load/load-document.ts';
import type { SearchedLevel } from '../breakpoint/settings.ts';
import type { GeneratorCpu } from '../kept/generator-cpu.ts';
import type { ScenarioKind } from '../plan/phases.ts';
import type { ScenarioPlan } from '../plan/scenario-plan.ts';
import type { Segment } from '../plan/segment.ts';
import type { JudgedFold } from '../stream/stored-fold.ts';

/** One kind of scenario as it was run: what k6 was given, and what it told. */
export interface RanScenario {
  readonly kind: ScenarioKind;
  readonly plan: ScenarioPlan;
  /** Which part of the plan was sent; null when it was all of it. */
  readonly segment: Segment | null;
  /** Which level of a search it is; null of other kinds. */
  readonly level: SearchedLevel | null;
  /** When it was sent, as ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly fold: JudgedFold;
  /** Who ended it before its time, or null. */
  readonly stop: Stop | null;
  /** What whoever ran it knows against it, as sentences. What the stream itself lacks is looked for here again. */
  readonly problems: readonly string[];
  /** What sending it took of the CPU of each generator; empty when that was not seen. */
  readonly generators: readonly GeneratorCpu[];
}
