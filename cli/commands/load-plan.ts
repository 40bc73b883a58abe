import { loadPlanExitCode } from '../../core/load/load-plan.ts';
import { MESSAGING, USUAL_KINDS, type LoadKind } from '../../load/plan/phases.ts';
import { renderLoadPlan } from '../../reports/load-plan-terminal.ts';
import { forJson } from '../../reports/sanitize.ts';
import { UsageError } from '../../runner/errors.ts';
import { planEngine, type Engine, type EnginePlanOptions } from '../../runner/load/plan-engine.ts';
import { planLoad } from '../../runner/load/plan-load.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { print } from '../print.ts';
import { terminalStyle } from '../terminal.ts';

export interface LoadPlanFlags {
  readonly spec: string;
  readonly env?: string;
  readonly scenario?: readonly LoadKind[];
  readonly seed: number;
  readonly json?: boolean;
  readonly engine?: Engine;
  readonly engineSettings?: string;
  readonly segments?: number;
  /** In milliseconds since 1970. */
  readonly startAt?: number;
  readonly confirm?: string;
}

/**
 * Tells what a load test would send, and what the spec alone says of its sizes. Or prints what starts it on
 * several generators. Sends nothing.
 */
export async function loadPlanCommand(flags: LoadPlanFlags): Promise<number> {
  const { document } = await loadSpec(flags.spec, flags.env ?? null);
  if (flags.engine !== undefined) {
    await print([await planEngine(document.spec, engineOptions(flags.engine, flags))]);
    return 0;
  }
  const kinds = flags.scenario ?? USUAL_KINDS;
  const plan = planLoad(document.spec, kinds, flags.seed);
  await print([
    flags.json === true
      ? forJson(`${JSON.stringify({ formatVersion: 1, ...plan }, null, 2)}\n`)
      : renderLoadPlan(plan, terminalStyle(process.stdout)),
  ]);
  return loadPlanExitCode(plan);
}

/** @throws {UsageError} when the flags do not say all that several generators need. */
function engineOptions(engine: Engine, flags: LoadPlanFlags): EnginePlanOptions {
  const { engineSettings, segments, startAt } = flags;
  const [scenario, ...others] = flags.scenario ?? [];
  if (
    engineSettings === undefined ||
    segments === undefined ||
    startAt === undefined ||
    scenario === undefined ||
    scenario === MESSAGING ||
    others.length > 0
  ) {
    throw new UsageError(
      'An --engine needs --engine-settings, --segments, --start-at and one --scenario that k6 sends. See docs/load.md.',
    );
  }
  return {
    engine,
    settingsFile: engineSettings,
    scenario,
    environment: flags.env ?? null,
    seed: flags.seed,
    segments,
    startAtMs: startAt,
    confirm: flags.confirm ?? null,
  };
}
