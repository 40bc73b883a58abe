import { z } from 'zod';
import type { Spec } from '../../core/spec/spec.ts';
import { messagePhasesOf } from './message-phases.ts';
import { Label, peakOf, PlannedPhase, requestsOf, secondsOf } from './scenario-plan.ts';
import { type Arrival, scheduleOf } from './schedule.ts';

/** The messages that one service takes from one queue. */
export const PlannedFlow = z.strictObject({
  /** As the spec names them. */
  name: Label,
  /** `cluster/service`. */
  service: z.string(),
  queue: z.string(),
  /** The bus that they are put on as events; null when they are sent to the queue itself. */
  bus: z.strictObject({ name: z.string(), source: z.string(), detailType: z.string() }).nullable(),
  arrivals: z.enum(['poisson', 'even']),
  /** Rates are those of messages. */
  phases: z.array(PlannedPhase).min(1),
  /** With its placeholders. */
  body: z.string(),
});
export type PlannedFlow = z.infer<typeof PlannedFlow>;

/** What may not be exceeded, whatever the spec asks for. */
const Limits = z.strictObject({
  messages: z.int().positive(),
  /** Of all queues together. */
  messagesPerSecond: z.number().positive(),
  seconds: z.number().positive(),
  /** Calls that are waited for at a time. */
  calls: z.int().positive(),
  writes: z.boolean(),
});

/** All that the sender of messages is told: what to send where, when and how much at most. */
export const MessagePlan = z
  .strictObject({
    version: z.literal(1),
    /** The account and region of the queues and buses: each is named with them, so that nothing can go to another's. */
    account: z.string().regex(/^\d{12}$/),
    region: z.string().min(1),
    seed: z.int().min(0).max(0x7fffffff),
    /** What every message carries as `x-landfall-load`, by which it can be found. */
    marker: Label,
    limits: Limits,
    flows: z.array(PlannedFlow).min(1),
  })
  .superRefine((plan, context) => {
    for (const message of complaintsOf(plan)) context.addIssue({ code: 'custom', message });
  });
export type MessagePlan = z.infer<typeof MessagePlan>;

export type PlannedMessages =
  | { readonly kind: 'planned'; readonly plan: MessagePlan }
  /** What stands in the way, as sentences. */
  | { readonly kind: 'refused'; readonly complaints: readonly string[] };

/**
 * What is sent to the queues of a spec.
 * @param seed of the arrivals: the same seed sends at the same times.
 */
export function planMessages(
  { account, load }: Pick<Spec, 'account' | 'load'>,
  { seed, marker }: { readonly seed: number; readonly marker: string },
): PlannedMessages {
  const { target, limits, messages = {}, scenarios } = load ?? {};
  const parsed = MessagePlan.safeParse({
    version: 1,
    account: account.id,
    region: account.region,
    seed,
    marker,
    limits: {
      messages: limits?.requests,
      messagesPerSecond: limits?.requestsPerSecond,
      seconds: limits === undefined ? undefined : limits.minutes * 60,
      calls: limits?.virtualUsers,
      writes: target?.writes === true,
    },
    flows: Object.entries(messages).map(([name, declared]) => ({
      name,
      service: declared.service,
      queue: declared.queue,
      bus: declared.bus ?? null,
      arrivals: declared.arrivals ?? 'poisson',
      phases: [...messagePhasesOf(declared, scenarios?.messaging)],
      body: declared.body,
    })),
  });
  return parsed.success
    ? { kind: 'planned', plan: parsed.data }
    : {
        kind: 'refused',
        complaints: parsed.error.issues.map(({ path, message }) =>
          path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
        ),
      };
}

/** When each message of each queue is to be sent, in the order of time; the same for the same plan. */
export function messageSchedule({
  seed,
  flows,
}: MessagePlan): ReadonlyMap<string, readonly Arrival[]> {
  const scenarios = flows.map(({ name, arrivals, phases }) => ({
    ...{ name, arrivals, phases },
    // There is one kind of them, whatever the mix.
    requests: [{ method: 'POST' as const, weight: 1 }],
  }));
  return new Map(Object.entries(scheduleOf({ seed, scenarios })));
}

/** How long the longest of them is sent. */
export function secondsOfMessages({ flows }: MessagePlan): number {
  return Math.max(...flows.map(secondsOf));
}

function complaintsOf({ flows, limits }: z.input<typeof MessagePlan>): string[] {
  const complaints: string[] = [];
  const messages = flows.flatMap(({ phases }) => phases.map(requestsOf));
  for (const [what, planned, limit] of [
    ['messages', messages.reduce((sum, count) => sum + count, 0), limits.messages],
    ['messages a second at the peak', peakOf(flows), limits.messagesPerSecond],
    ['seconds', Math.max(...flows.map(secondsOf)), limits.seconds],
  ] as const) {
    // A sum of products may lie a rounding error above the limit that it was made for.
    if (planned > limit * (1 + 1e-9)) {
      complaints.push(`${Math.ceil(planned)} ${what} are planned, and ${limit} are the limit`);
    }
  }
  if (!limits.writes) complaints.push('messages change something, and writes are not allowed');
  return complaints;
}
