import type { Spec } from '../../core/spec/spec.ts';
import type { SearchSettings } from '../../load/breakpoint/settings.ts';
import { messageCost } from '../../load/cost/message-cost.ts';
import type { PlanFacts, SendableLoad } from '../../load/plan/load-plan.ts';
import type { MessagePlan } from '../../load/plan/message-plan.ts';
import { MESSAGING, type LoadKind, type PlannedKind } from '../../load/plan/phases.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { UsageError } from '../errors.ts';
import { costOf, costOfSearch, mustBeAffordable } from './affordable-load.ts';
import type { K6Binary } from './k6-binary.ts';
import { plannedKind } from './planned-kind.ts';
import type { LoadShare } from './run-load.ts';
import { secretHeaders } from './secret-headers.ts';
import {
  loadTarget,
  sendableLoad,
  sendableMessages,
  sendablePlan,
  sendableSearch,
} from './sendable-load.ts';

export interface LoadToSendOptions {
  readonly spec: Spec;
  readonly kinds: readonly LoadKind[];
  readonly share: LoadShare;
  /** Null when messages alone are sent. */
  readonly k6: K6Binary | null;
  /** Whether it is seen to which account it goes, and AWS is watched. */
  readonly isWatched: boolean;
  /** Where headers are taken from. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** What a load test sends, in this order. */
export interface LoadToSend {
  readonly plans: readonly PlannedByK6[];
  /** Null when there is none. */
  readonly search: SearchToSend | null;
  /** Null when no messages are sent. */
  readonly messages: MessagePlan | null;
  /** What k6 is given and nobody else. */
  readonly secrets: Readonly<Record<string, string>>;
}

interface PlannedByK6 {
  readonly kind: PlannedKind;
  readonly plan: ScenarioPlan;
  readonly k6: K6Binary;
}

export interface SearchToSend {
  readonly load: SendableLoad;
  readonly settings: SearchSettings;
  readonly facts: PlanFacts;
  readonly k6: K6Binary;
}

/**
 * All that a load test is to send. Whatever of it cannot be sent is refused here, before anything is.
 * @throws {UsageError} when a scenario cannot be sent, is not within the limits, or a secret that it takes is not there.
 */
export function loadToSend(options: LoadToSendOptions, facts: PlanFacts): LoadToSend {
  const { spec, variables } = options;
  const plans = plansOf(options, facts);
  for (const { kind, plan } of plans) mustBeAffordable(spec, costOf(spec, kind, plan));
  const search = searchOf(options, facts);
  const secrets = sendsRequests({ plans, search })
    ? secretHeaders(loadTarget(spec), variables)
    : {};
  return { plans, search, secrets, messages: messagesOf(options, facts) };
}

/** Whether any of it is for k6 to send. */
export function sendsRequests({ plans, search }: Pick<LoadToSend, 'plans' | 'search'>): boolean {
  return plans.length > 0 || search !== null;
}

/** What k6 is given for each of its scenarios. */
function plansOf({ spec, kinds, k6 }: LoadToSendOptions, facts: PlanFacts): readonly PlannedByK6[] {
  const named = kinds.filter((kind) => kind !== MESSAGING && kind !== 'breakpoint');
  if (named.length === 0) return [];
  if (k6 === null) throw new Error('Requests are sent with k6, and there is none.');
  const load = sendableLoad(spec);
  return named.map((kind) => ({ kind, plan: sendablePlan(load, kind, facts), k6 }));
}

/**
 * What a search goes by; null when there is none. Whatever it may come to is within the limits.
 * @throws {UsageError} when it cannot be sent, not in parts, or not before messages.
 */
function searchOf(
  { spec, kinds, share, k6 }: LoadToSendOptions,
  facts: PlanFacts,
): SearchToSend | null {
  if (!kinds.includes('breakpoint')) return null;
  if (share.kind === 'segment') plannedKind('breakpoint');
  if (kinds.includes(MESSAGING)) {
    throw new UsageError(
      'A breakpoint overloads what is deployed: send the messages in a load test of their own.',
    );
  }
  if (k6 === null) throw new Error('Requests are sent with k6, and there is none.');
  const load = sendableLoad(spec);
  const search = sendableSearch(load, facts);
  mustBeAffordable(spec, costOfSearch(spec, search));
  return { load, settings: search.settings, facts, k6 };
}

/**
 * What is sent to queues; null when nothing is.
 * @throws {UsageError} when it cannot be sent, is not within the limits, or when nobody made sure to which account it goes.
 */
function messagesOf(
  { spec, kinds, share, isWatched }: LoadToSendOptions,
  facts: PlanFacts,
): MessagePlan | null {
  if (!kinds.includes(MESSAGING)) return null;
  if (share.kind === 'segment') {
    throw new UsageError('Messages are sent from one place: they have no segments.');
  }
  if (!isWatched) {
    throw new UsageError(
      'Messages are sent only with credentials that are seen to be of the declared account, and with AWS watched.',
    );
  }
  const plan = sendableMessages(spec, facts);
  mustBeAffordable(spec, messageCost(plan));
  return plan;
}
