import type { LoadPlan, PlannedLoad, ScenarioCost } from '../../core/load/load-plan.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { forecastsOf } from '../../load/foresight/forecasts.ts';
import { costComplaints } from '../../load/cost/cost-limits.ts';
import { messageCost } from '../../load/cost/message-cost.ts';
import { PRICE_SOURCES } from '../../load/cost/prices.ts';
import { costAssumptions } from '../../load/cost/scenario-cost.ts';
import { planSearch, type PlannableSearch } from '../../load/plan/breakpoint-plan.ts';
import { planScenario, type PlanFacts, type SendableLoad } from '../../load/plan/load-plan.ts';
import { type MessagePlan, planMessages, secondsOfMessages } from '../../load/plan/message-plan.ts';
import { MESSAGING, type LoadKind, type ScenarioKind } from '../../load/plan/phases.ts';
import { requestsOf, secondsOf, type ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { UsageError } from '../errors.ts';
import { costOf, costOfSearch } from './affordable-load.ts';
import { SEND_ACTIONS } from './messages/transport.ts';
import { loadTarget, sendableLoad } from './sendable-load.ts';
import { watchedActions } from './watch/watched-operations.ts';

/**
 * What a load test of these scenarios would send, and what the spec alone tells of its sizes. Nothing is sent.
 * @throws {UsageError} when the spec declares no load that could be sent.
 */
export function planLoad(spec: Spec, kinds: readonly LoadKind[], seed: number): LoadPlan {
  const target = loadTarget(spec);
  const facts = { seed, marker: spec.deployment };
  const requestKinds = kinds.filter((kind) => kind !== MESSAGING);
  const load = requestKinds.length === 0 ? null : sendableLoad(spec);
  const requests = requestKinds.flatMap((kind) =>
    load === null ? [] : [planned(spec, load, kind, facts)],
  );
  if (kinds.includes(MESSAGING) && spec.load?.messages === undefined) {
    throw new UsageError('The spec declares no messages that can be sent: it lacks load.messages.');
  }
  const messages = kinds.includes(MESSAGING) ? planMessages(spec, facts) : null;
  const messagesCost = messages?.kind === 'planned' ? messageCost(messages.plan) : null;
  const messageComplaints =
    messages?.kind === 'refused'
      ? messages.complaints
      : messagesCost === null || spec.load?.limits === undefined
        ? []
        : costComplaints(messagesCost, spec.load.limits);
  return {
    deployment: spec.deployment,
    origin: target.origin,
    environment: target.environment,
    loads: [
      ...requests.flatMap(({ loads }) => loads),
      ...(messages?.kind === 'planned' ? flowsOf(messages.plan) : []),
    ],
    refusals: [
      ...requests.flatMap(({ kind, complaints }) =>
        complaints.length === 0 ? [] : [{ scenario: kind, complaints }],
      ),
      ...(messageComplaints.length === 0
        ? []
        : [{ scenario: MESSAGING, complaints: messageComplaints }]),
    ],
    costs: [
      ...requests.flatMap(({ cost }) => cost ?? []),
      ...(messagesCost === null ? [] : [messagesCost]),
    ],
    costAssumptions: costAssumptions(spec),
    priceSources: PRICE_SOURCES,
    forecasts: forecastsOf(spec),
    watchActions: watchedActions(spec, kinds),
    sendActions: messages?.kind === 'planned' ? sendActions(messages.plan) : [],
  };
}

/** What sending the messages of a plan takes. */
function sendActions({ flows }: MessagePlan): readonly string[] {
  const actions = flows.map(({ bus }) => (bus === null ? SEND_ACTIONS.queue : SEND_ACTIONS.bus));
  return [...new Set(actions)].sort();
}

function flowsOf(plan: MessagePlan): readonly PlannedLoad[] {
  return plan.flows.map(({ name, arrivals, phases }) => ({
    scenario: MESSAGING,
    workload: name,
    arrivals,
    requests: Math.round(phases.reduce((sum, phase) => sum + requestsOf(phase), 0)),
    peakRequestsPerSecond: Math.max(...phases.map(({ requestsPerSecond }) => requestsPerSecond)),
    seconds: secondsOfMessages(plan),
    virtualUsers: null,
  }));
}

function loadsOf(kind: ScenarioKind, { scenarios }: ScenarioPlan): readonly PlannedLoad[] {
  return scenarios.map((scenario) => ({
    scenario: kind,
    workload: scenario.name,
    arrivals: scenario.arrivals,
    requests: Math.round(scenario.phases.reduce((sum, phase) => sum + requestsOf(phase), 0)),
    peakRequestsPerSecond: Math.max(
      ...scenario.phases.map(({ requestsPerSecond, endRequestsPerSecond }) =>
        Math.max(requestsPerSecond, endRequestsPerSecond ?? 0),
      ),
    ),
    seconds: secondsOf(scenario),
    virtualUsers: scenario.virtualUsers,
  }));
}

/** What a search may come to: its most requests and seconds need not be those of one course. */
function loadsAtWorst({ worst, greatest, requests }: PlannableSearch): readonly PlannedLoad[] {
  return loadsOf('breakpoint', greatest).map((load) => ({
    ...load,
    requests: requests[load.workload] ?? load.requests,
    seconds: worst.seconds,
    levelsAtMost: worst.levels,
  }));
}

interface PlannedKindOfLoad {
  readonly kind: ScenarioKind;
  readonly loads: readonly PlannedLoad[];
  /** Null of what cannot be planned. */
  readonly cost: ScenarioCost | null;
  /** Why it cannot be sent; empty when it can. */
  readonly complaints: readonly string[];
}

/** What is told of one kind of scenario. */
function planned(
  spec: Spec,
  load: SendableLoad,
  kind: ScenarioKind,
  facts: PlanFacts,
): PlannedKindOfLoad {
  const refused = (complaints: readonly string[]) => ({ kind, loads: [], cost: null, complaints });
  const sent = (loads: readonly PlannedLoad[], cost: ScenarioCost) => ({
    ...{ kind, loads, cost },
    complaints: costComplaints(cost, load.limits),
  });
  if (kind === 'breakpoint') {
    const search = planSearch(load, facts);
    return search.kind === 'refused'
      ? refused(search.complaints)
      : sent(loadsAtWorst(search), costOfSearch(spec, search));
  }
  const answer = planScenario(load, kind, facts);
  return answer.kind === 'refused'
    ? refused(answer.complaints)
    : sent(loadsOf(kind, answer.plan), costOf(spec, kind, answer.plan));
}
