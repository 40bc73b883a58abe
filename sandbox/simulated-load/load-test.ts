import type { GivenLoadTest } from '../../core/load-test.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { judgeLoad } from '../../load/judge/load-run.ts';
import { sentSizes } from '../../load/judge/sent-size.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';
import { storeScenario, type KeptScenario } from '../../load/kept/scenario.ts';
import type { ScenarioKind } from '../../load/plan/phases.ts';
import { callOf } from '../../runner/load/given-load-test.ts';
import { sendableLoad, sendablePlan } from '../../runner/load/sendable-load.ts';
import type { LoadDeviation } from './deviation.ts';
import { simulateDeployment } from './deployment.ts';
import { simulateScenario } from './scenario.ts';

const DAY_MS = 24 * 60 * 60_000;
const PAUSE_MS = 10_000;
const ID = 'simulated';
/** What carries the declared load with ease. */
const HEALTHY = { slots: 24, serviceMs: 50, failureRatio: 0 } as const;

/**
 * A load test of a deployment, in simulated time, as a run is given it: a staircase and a spike that meet a queue, and what AWS would have
 * reported meanwhile.
 */
export function simulatedLoadTest(
  spec: Spec,
  startedAt: string,
  deviation: LoadDeviation,
): GivenLoadTest {
  const { slots = HEALTHY.slots, spikeSlots = slots, earlierDays = 0 } = deviation;
  const queue = {
    seed: 1,
    serviceMs: deviation.serviceMs ?? HEALTHY.serviceMs,
    failureRatio: deviation.failureRatio ?? HEALTHY.failureRatio,
  };
  let beginMs = Date.parse(startedAt) - earlierDays * DAY_MS;
  const send = (kind: ScenarioKind, served: number): KeptScenario => {
    const plan = sendablePlan(sendableLoad(spec), kind, { seed: 1, marker: ID });
    const target = { ...queue, slots: served };
    const ran = simulateScenario(kind, plan, target, new Date(beginMs).toISOString());
    beginMs = Date.parse(ran.endedAt) + PAUSE_MS;
    return ran;
  };
  const kept = [send('ramp', slots), send('spike', spikeSlots)];
  const deployment = simulateDeployment(spec, kept, deviation);
  const { load } = judgeLoad(spec, kept, deployment);
  const content: LoadTest = {
    formatVersion: 1,
    id: ID,
    k6: 'simulated',
    origin: load.origin,
    stop: null,
    sizes: sentSizes(spec, load.sizing),
    scenarios: kept.map(storeScenario),
    deployment,
  };
  const { region } = spec.account;
  return { content, calls: kept.map((scenario) => callOf(scenario, ID, region)) };
}
