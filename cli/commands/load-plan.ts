import { loadPlanExitCode } from '../../core/load/load-plan.ts';
import { USUAL_KINDS, type ScenarioKind } from '../../load/plan/phases.ts';
import { renderLoadPlan } from '../../reports/load-plan-terminal.ts';
import { forJson } from '../../reports/sanitize.ts';
import { planLoad } from '../../runner/load/plan-load.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { print } from '../print.ts';
import { terminalStyle } from '../terminal.ts';

export interface LoadPlanFlags {
  readonly spec: string;
  readonly env?: string;
  readonly scenario?: readonly ScenarioKind[];
  readonly seed: number;
  readonly json?: boolean;
}

/** Tells what a load test would send, and what the spec alone says of its sizes. Sends nothing. */
export async function loadPlanCommand(flags: LoadPlanFlags): Promise<number> {
  const { document } = await loadSpec(flags.spec, flags.env ?? null);
  const kinds = flags.scenario ?? USUAL_KINDS;
  const plan = planLoad(document.spec, kinds, flags.seed);
  await print([
    flags.json === true
      ? forJson(`${JSON.stringify({ formatVersion: 1, ...plan }, null, 2)}\n`)
      : renderLoadPlan(plan, terminalStyle(process.stdout)),
  ]);
  return loadPlanExitCode(plan);
}
