import { z } from 'zod';
import { Stop } from '../../core/load/load-document.ts';
import { SearchedLevel } from '../breakpoint/settings.ts';
import { SCENARIO_KINDS, type ScenarioKind } from '../plan/phases.ts';
import { ScenarioPlan } from '../plan/scenario-plan.ts';
import { Segment } from '../plan/segment.ts';
import { GeneratorCpu } from './generator-cpu.ts';
import { type JudgedFold, restoreFold, storeFold, StoredFold } from '../stream/stored-fold.ts';

/** A scenario as it was run, with the plan that k6 was given and all that a verdict rests on, as JSON. */
export const StoredScenario = z
  .strictObject({
    formatVersion: z.literal(2),
    kind: z.enum(SCENARIO_KINDS),
    plan: ScenarioPlan,
    segment: Segment.nullable(),
    /** Which level of a search it is; null of other kinds. */
    level: SearchedLevel.nullable(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime(),
    stop: Stop.nullable(),
    problems: z.array(z.string()),
    /** Empty of scenarios that were kept before it was looked at. */
    generators: z.array(GeneratorCpu),
    fold: StoredFold,
  })
  .refine(
    ({ kind, level }) => (kind === 'breakpoint') === (level !== null),
    'a level of a search is one of a breakpoint, and each of its scenarios is one',
  );
export type StoredScenario = z.infer<typeof StoredScenario>;

/** A scenario that was run, and who ended it before its time. */
export interface KeptScenario {
  readonly kind: ScenarioKind;
  readonly plan: ScenarioPlan;
  /** Which part of the plan was sent; null when it was all of it. */
  readonly segment: Segment | null;
  /** Which level of a search it is; null of other kinds. */
  readonly level: SearchedLevel | null;
  /** When it was sent, as ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly stop: Stop | null;
  /** What whoever ran it knows against it, as sentences. */
  readonly problems: readonly string[];
  /** What sending it took of the CPU of each generator; empty when that was not seen. */
  readonly generators: readonly GeneratorCpu[];
  readonly fold: JudgedFold;
}

export function storeScenario({
  fold,
  problems,
  generators,
  ...ran
}: KeptScenario): StoredScenario {
  return {
    formatVersion: 2,
    ...ran,
    problems: [...problems],
    generators: [...generators],
    fold: storeFold(fold),
  };
}

export function restoreScenario({ fold, ...stored }: StoredScenario): KeptScenario {
  return { ...stored, fold: restoreFold(fold) };
}
