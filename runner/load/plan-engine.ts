import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Spec } from '../../core/spec/spec.ts';
import { ecsRequests } from '../../load/engines/ecs.ts';
import { EcsSettings, K6OperatorSettings } from '../../load/engines/engine-settings.ts';
import { k6OperatorYaml } from '../../load/engines/k6-operator.ts';
import { FORBIDDEN_ADDRESSES } from '../../load/plan/forbidden-addresses.ts';
import type { ScenarioKind } from '../../load/plan/phases.ts';
import { scheduleOf } from '../../load/plan/schedule.ts';
import { UsageError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import { markerAt } from './common-start.ts';
import { costOf, mustBeAffordable } from './affordable-load.ts';
import { confirmTarget } from './confirm-target.ts';
import { mustRunElsewhere } from './generator-place.ts';
import { K6_PROGRAM } from './run-load.ts';
import { plannedKind } from './planned-kind.ts';
import { sendableLoad, sendablePlan } from './sendable-load.ts';

export type Engine = 'k6-operator' | 'ecs';

export interface EnginePlanOptions {
  readonly engine: Engine;
  /** Of what the engine is to be given. */
  readonly settingsFile: string;
  readonly scenario: ScenarioKind;
  readonly environment: string | null;
  readonly seed: number;
  readonly segments: number;
  /** When all generators begin, in milliseconds since 1970. */
  readonly startAtMs: number;
  readonly confirm: string | null;
}

/**
 * What starts a load on several generators, as text for who starts it. Nothing is sent.
 * @throws {UsageError} when the load cannot be sent, or not by this engine, or when the settings are not what it needs or name the
 *   cluster of what is loaded.
 */
export async function planEngine(spec: Spec, options: EnginePlanOptions): Promise<string> {
  const { engine, scenario, environment, seed, segments, startAtMs, confirm } = options;
  confirmTarget(spec, confirm);
  const facts = { seed, marker: markerAt(startAtMs) };
  const kind = plannedKind(scenario);
  const plan = sendablePlan(sendableLoad(spec), kind, facts);
  mustBeAffordable(spec, costOf(spec, kind, plan));
  switch (engine) {
    case 'k6-operator': {
      const settings = await readSettings(options.settingsFile, K6OperatorSettings);
      const program = await readFile(K6_PROGRAM, 'utf8');
      const load = { plan, schedule: scheduleOf(plan), program, segments, startAtMs };
      return refusing(() =>
        k6OperatorYaml({ ...load, forbiddenAddresses: FORBIDDEN_ADDRESSES }, settings),
      );
    }
    case 'ecs': {
      const settings = await readSettings(options.settingsFile, EcsSettings);
      mustRunElsewhere(options.settingsFile, settings, spec);
      const variables = [...new Set(Object.values(plan.headersFromEnvironment ?? {}))];
      const load = { scenario, environment, seed, segments, startAtMs, confirm, variables };
      return refusing(() => `${JSON.stringify(ecsRequests(load, settings), null, 2)}\n`);
    }
  }
}

/** @throws {UsageError} for what the engine cannot be given. */
function refusing(make: () => string): string {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

/** @throws {UsageError} that says what of the settings is wrong. */
async function readSettings<Settings>(file: string, shape: z.ZodType<Settings>): Promise<Settings> {
  try {
    return shape.parse(parse(await readFile(file, 'utf8')));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? `\n${z.prettifyError(error)}` : ` ${messageOf(error)}`;
    throw new UsageError(`${file}: the settings of the engine cannot be used:${reason}`);
  }
}
