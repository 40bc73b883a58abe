import type { DeploymentRecord } from '../../core/load/deployment-record.ts';
import type { GivenLoadTest } from '../../core/load-test.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { judgeLoad } from '../../load/judge/load-run.ts';
import { sentSizes } from '../../load/judge/sent-size.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';
import { storeScenario, type KeptScenario } from '../../load/kept/scenario.ts';
import type { SendableLoad } from '../../load/plan/load-plan.ts';
import type { PlannedKind } from '../../load/plan/phases.ts';
import { callOf, callOfMessages } from '../../runner/load/given-load-test.ts';
import { sendableLoad, sendableMessages, sendablePlan } from '../../runner/load/sendable-load.ts';
import type { LoadDeviation } from './deviation.ts';
import { simulateDeployment } from './deployment.ts';
import { consumersOf, simulateMessages } from './messages.ts';
import { simulateScenario } from './scenario.ts';

const DAY_MS = 24 * 60 * 60_000;
const PAUSE_MS = 10_000;
const ID = 'simulated';
/** What carries the declared load with ease. */
const HEALTHY = { slots: 24, serviceMs: 50, failureRatio: 0 } as const;

/**
 * A load test of a deployment, in simulated time, as a run is given it: a staircase and a spike, and both mixes where the spec says how,
 * that meet a queue, and what AWS would have reported meanwhile.
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
  const send = (kind: PlannedKind, served: number): KeptScenario => {
    const plan = sendablePlan(sentLoad(spec, deviation), kind, { seed: 1, marker: ID });
    const target = { ...queue, slots: served };
    const ran = simulateScenario(kind, plan, target, new Date(beginMs).toISOString());
    beginMs = Date.parse(ran.endedAt) + PAUSE_MS;
    return ran;
  };
  const kept = [send('ramp', slots), send('spike', spikeSlots)];
  if (spec.load?.scenarios?.dbViaApi !== undefined) kept.push(send('db-via-api', slots));
  const sent = spec.load?.messages === undefined ? null : sendTo(spec, beginMs, deviation);
  const deployment = withQueues(simulateDeployment(spec, kept, deviation), spec, sent);
  const messages = sent?.messages ?? null;
  const { load } = judgeLoad(spec, kept, deployment, messages);
  const content: LoadTest = {
    formatVersion: 1,
    id: ID,
    k6: 'simulated',
    origin: load.origin,
    stop: null,
    sizes: sentSizes(spec, load.sizing),
    scenarios: kept.map(storeScenario),
    messages,
    deployment,
  };
  const { region } = spec.account;
  return {
    content,
    calls: [
      ...kept.map((scenario) => callOf(scenario, ID, region)),
      ...(messages === null ? [] : [callOfMessages(messages, ID)]),
    ],
  };
}

/** What the spec declares, with fewer requests at once if they are to be fewer. */
function sentLoad(spec: Spec, { burstRatio = 1 }: LoadDeviation): SendableLoad {
  const load = sendableLoad(spec);
  const { dbViaApi } = load.scenarios ?? {};
  if (dbViaApi?.burst === undefined) return load;
  const burst = { ...dbViaApi.burst, requests: burstRatio * dbViaApi.burst.requests };
  return { ...load, scenarios: { ...load.scenarios, dbViaApi: { ...dbViaApi, burst } } };
}

type Sent = ReturnType<typeof simulateMessages>;

function sendTo(spec: Spec, beginMs: number, deviation: LoadDeviation): Sent {
  const plan = sendableMessages(spec, { seed: 1, marker: ID });
  return simulateMessages(spec, plan, new Date(beginMs).toISOString(), deviation);
}

/** What AWS would have reported of the queues, too, and of as many tasks as may be the fewest while they were used. */
function withQueues(record: DeploymentRecord, spec: Spec, sent: Sent | null): DeploymentRecord {
  if (sent === null) return record;
  const { messages, queues } = sent;
  const endMs = Date.parse(messages.endedAt);
  return {
    ...record,
    endedAt: new Date(endMs + PAUSE_MS).toISOString(),
    services: [
      ...record.services,
      ...consumersOf(spec, messages).filter(
        ({ service }) => !record.services.some((known) => known.service === service),
      ),
    ],
    queues: [...queues],
  };
}
