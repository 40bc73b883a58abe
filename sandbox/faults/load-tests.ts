import type { Spec } from '../../core/spec/spec.ts';
import { LOAD_STATE, type LoadDeviation } from '../simulated-load/deviation.ts';
import type { Broken, Fault } from './fault.ts';
import { must } from './pick.ts';

const workload = (spec: Spec) => must(Object.keys(spec.load?.workloads ?? {})[0], 'workload');
const service = (spec: Spec) =>
  must(Object.values(spec.load?.workloads ?? {})[0]?.service, 'loaded service');
const database = (spec: Spec) =>
  must(spec.load?.databasePools?.[service(spec)]?.aurora, 'database behind the loaded service');

const burstDatabase = (spec: Spec) => {
  must(spec.load?.scenarios?.dbViaApi?.burst, 'burst of requests');
  return database(spec);
};

const queue = (spec: Spec) =>
  must(Object.values(spec.load?.messages ?? {})[0]?.queue, 'queue that messages are sent to');

const messages = (spec: Spec) =>
  `messages ${must(Object.keys(spec.load?.messages ?? {})[0], 'messages')}`;

const LATENCY: Broken = { check: 'load/latency', subject: workload };
const ERRORS: Broken = { check: 'load/errors', subject: workload };
const FLOOR: Broken = { check: 'sizing/task-floor', subject: service };

const ofService = (name: string): Broken => ({ check: `sizing/${name}`, subject: service });
const ofDatabase = (name: string): Broken => ({ check: `sizing/${name}`, subject: database });
const AFTER_BURST: Broken = { check: 'sizing/database-connections', subject: burstDatabase };
const LAG: Broken = { check: 'sizing/queue-lag', subject: queue };
const unknown = (broken: Broken): Broken => ({ ...broken, status: 'unknown' });

/** What is known of no size when the load was not carried. */
const UNDECIDED: readonly Broken[] = [
  ...['cpu-headroom', 'memory-headroom', 'task-ceiling', 'tasks-not-oversized'].map(ofService),
  ...['database-capacity', 'database-connections', 'database-not-oversized'].map(ofDatabase),
].map(unknown);

/** What a load test finds. Nothing is sent: the test is simulated, as it would be of a deployment that is as the fault says. */
export const LOAD_TEST_FAULTS: readonly Fault[] = [
  simulated({
    id: 'load-never-released',
    describes: 'The load was sent to what was deployed before the last release.',
    breaks: [
      { check: 'load/current-deployment', subject: workload },
      { check: 'load/current-deployment', subject: messages },
    ],
    deviation: { earlierDays: 30 },
  }),
  simulated({
    id: 'requests-fail-under-load',
    describes: 'Three requests in a hundred fail as soon as load is sent.',
    breaks: [unknown(LATENCY), ERRORS, FLOOR, ...UNDECIDED],
    deviation: { failureRatio: 0.03 },
  }),
  simulated({
    id: 'requests-slow-under-load',
    describes: 'Requests take longer than they may as soon as load is sent, however little.',
    breaks: [LATENCY, FLOOR, ...UNDECIDED],
    deviation: { serviceMs: 200, slots: 90 },
  }),
  simulated({
    id: 'load-piles-up',
    describes: 'The service serves less than is declared.',
    breaks: [LATENCY, ERRORS, FLOOR, ofService('policy-sees-load'), ...UNDECIDED],
    deviation: { serviceMs: 300 },
  }),
  simulated({
    id: 'policy-blind-to-load',
    describes: 'A service is at its end long before the CPU that its policy waits for is used.',
    breaks: [ofService('policy-sees-load'), unknown(LATENCY), ERRORS, FLOOR, ...UNDECIDED],
    deviation: { serviceMs: 50, slots: 6 },
  }),
  simulated({
    id: 'step-not-carried',
    describes: 'The fewest tasks of a service do not carry a step to the peak.',
    breaks: [FLOOR, ERRORS, ...UNDECIDED],
    deviation: { spikeSlots: 7 },
  }),
  simulated({
    id: 'tasks-go-up-and-down',
    describes: 'Tasks are added and removed again and again under one rate.',
    breaks: [ofService('no-flapping')],
    deviation: { cycles: 2 },
  }),
  simulated({
    id: 'no-more-tasks-allowed',
    describes: 'The service was to scale out under load, and had as many tasks as it may.',
    breaks: [ofService('task-ceiling')],
    deviation: { wantsMoreThanAllowed: true },
  }),
  simulated({
    id: 'busiest-task-out-of-cpu',
    describes: 'The busiest task has no CPU left under load.',
    breaks: [ofService('cpu-headroom')],
    deviation: { busiestCpuFactor: 1.7 },
  }),
  simulated({
    id: 'tasks-out-of-memory',
    describes: 'Tasks have little memory left under load.',
    breaks: [ofService('memory-headroom')],
    deviation: { memoryFactor: 1.5 },
  }),
  simulated({
    id: 'tasks-far-too-large',
    describes: 'Tasks use hardly any of their CPU under load.',
    breaks: [ofService('tasks-not-oversized')],
    deviation: { cpuFactor: 0.3 },
  }),
  simulated({
    id: 'database-full-under-load',
    describes: 'The database works at its greatest capacity under load.',
    breaks: [ofDatabase('database-capacity')],
    deviation: { acuUtilizationFactor: 1.5 },
  }),
  simulated({
    id: 'connections-used-up-under-load',
    describes: 'The database has hardly a connection left under load.',
    breaks: [ofDatabase('database-connections')],
    deviation: { connectionsFactor: 2.4 },
  }),
  simulated({
    id: 'connections-used-up-after-burst',
    describes: 'The database has hardly a connection left after requests that came at once.',
    breaks: [AFTER_BURST],
    deviation: { burstConnectionsFactor: 2.4 },
  }),
  simulated({
    id: 'burst-smaller-than-declared',
    describes: 'Fewer requests came at once than are declared.',
    breaks: [unknown(AFTER_BURST)],
    deviation: { burstRatio: 0.5 },
  }),
  simulated({
    id: 'database-hardly-used-under-load',
    describes: 'The database uses little of its capacity under load.',
    breaks: [ofDatabase('database-not-oversized')],
    deviation: { acuFactor: 0.3 },
  }),
  simulated({
    id: 'queue-grows-under-load',
    describes: 'A service takes fewer messages than come, so that its queue grows without end.',
    breaks: [LAG],
    deviation: { consumerRatio: 0.9 },
  }),
  simulated({
    id: 'messages-become-dead-letters',
    describes: 'A service cannot handle some of the messages, however often it takes them.',
    breaks: [LAG],
    deviation: { deadLetters: 2 },
  }),
  simulated({
    id: 'minutes-of-message-age-missing',
    describes: 'CloudWatch lacks minutes of the age of the oldest message.',
    breaks: [unknown(LAG)],
    deviation: { gapsIn: 'oldestAge' },
  }),
  simulated({
    id: 'minutes-of-memory-missing',
    describes: "CloudWatch lacks minutes of the memory of a service's tasks.",
    breaks: [unknown(ofService('memory-headroom')), unknown(ofService('tasks-not-oversized'))],
    deviation: { gapsIn: 'memoryMaximum' },
  }),
];

function simulated({
  id,
  describes,
  breaks,
  deviation,
}: Pick<Fault, 'id' | 'describes' | 'breaks'> & { readonly deviation: LoadDeviation }): Fault {
  return {
    id,
    describes,
    breaks,
    async apply({ account, region, overlay }) {
      await overlay.writeState(`${account}/${region}/${LOAD_STATE}`, deviation);
      return null;
    },
    heal: ({ account, region, overlay }) =>
      overlay.removeState(`${account}/${region}/${LOAD_STATE}`),
  };
}
