import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SentMessages } from '../../../load/kept/messages.ts';
import {
  type MessagePlan,
  messageSchedule,
  type PlannedFlow,
  secondsOfMessages,
} from '../../../load/plan/message-plan.ts';
import type { Arrival } from '../../../load/plan/schedule.ts';
import type { LoadGuard } from '../load-guard.ts';
import { FlowTally } from './flow-tally.ts';
import type { Outcome } from './outcome.ts';
import { MOST_OF_A_CALL, type Transport } from './transport.ts';

export interface SendOptions {
  readonly transport: Pick<Transport, 'send'>;
  /** Ends the sending early; what was sent until then is kept. */
  readonly signal: AbortSignal;
  /** Ends it as well, for a reason of its own. */
  readonly guard?: Pick<LoadGuard, 'signal' | 'stop'>;
  /** Is told now and then how many messages were taken, and how many were not. */
  readonly observe?: (progress: SendProgress) => void;
  /** Until the first message, in milliseconds: the queues are looked at before it. */
  readonly leadMs?: number;
}

export interface SendProgress {
  readonly taken: number;
  readonly failed: number;
}

/** What is due within this time goes in one call. */
const TICK_MS = 20;
/** A look at the queues before anything is sent takes no longer. */
const LEAD_MS = 6_000;
/** After so many calls in a row of which nothing was taken, nothing will be. */
const HOPELESS_CALLS = 20;
/** As long as a call is waited for. */
const LAST_CALLS_MS = 30_000;

const NOT_SENT: Outcome = {
  kind: 'unsent',
  code: 'Ended',
  sentence: 'The sending ended before they were due.',
};

/**
 * Sends the messages of a plan when they are due, whether or not earlier ones were answered, and waits until the end of its quiet time.
 * What becomes of each message is counted.
 */
export async function sendMessages(
  plan: MessagePlan,
  { transport, signal, guard, observe, leadMs = LEAD_MS }: SendOptions,
): Promise<SentMessages> {
  const startedAt = new Date();
  const zeroMs = performance.now() + leadMs;
  const zeroAt = new Date(startedAt.getTime() + leadMs);
  const schedule = messageSchedule(plan);
  const flows = plan.flows.map((flow): OpenFlow => {
    const arrivals = schedule.get(flow.name) ?? [];
    return { flow, arrivals, next: 0, tally: new FlowTally(flow, arrivals) };
  });
  const ended = new AbortController();
  const ends = AbortSignal.any([
    signal,
    ended.signal,
    ...(guard === undefined ? [] : [guard.signal]),
  ]);
  const progress = { taken: 0, failed: 0 };
  let stop: SentMessages['stop'] = null;
  let hopeless = 0;
  const calls = new Set<Promise<void>>();

  const send = ({ flow, tally }: OpenFlow, due: readonly Due[]) => {
    const settle = (outcomes: readonly Outcome[]) => {
      for (const [place, { phase }] of due.entries()) {
        tally.count(phase, outcomes[place] ?? NOT_SENT);
      }
      const taken = outcomes.filter(({ kind }) => kind === 'accepted').length;
      progress.taken += taken;
      progress.failed += due.length - taken;
      hopeless = taken === 0 ? hopeless + 1 : 0;
      if (hopeless >= HOPELESS_CALLS) {
        stop ??= {
          by: 'guard',
          sentence: `In ${HOPELESS_CALLS} calls in a row no message was taken, so that no more were sent.`,
        };
        ended.abort();
      }
      observe?.({ ...progress });
    };
    if (calls.size >= plan.limits.calls) {
      const sentence = `${plan.limits.calls} calls were waited for, which is the limit.`;
      settle(due.map(() => ({ kind: 'unsent', code: 'TooManyCalls', sentence })));
      return;
    }
    const now = performance.now();
    for (const { atMs } of due) tally.handed(now - zeroMs - atMs);
    const sentAt = new Date().toISOString();
    const messages = due.map(({ number }) => ({
      id: `${plan.marker}.${flow.name}.${number}`,
      sentAt,
    }));
    const call = transport.send(flow, messages).then(settle);
    calls.add(call);
    void call.finally(() => calls.delete(call));
  };

  while (!ends.aborted) {
    const dueUntil = performance.now() - zeroMs;
    for (const open of flows) for (const due of takeDue(open, dueUntil)) send(open, due);
    const left = flows.flatMap(({ arrivals, next }) => arrivals[next]?.[0] ?? []);
    if (left.length === 0) break;
    const waitMs = Math.min(...left) - (performance.now() - zeroMs);
    await sleep(Math.max(TICK_MS, waitMs), undefined, { signal: ends }).catch(() => undefined);
  }
  for (const { tally, arrivals, next } of flows) {
    for (const [, , phase] of arrivals.slice(next)) tally.count(phase, NOT_SENT);
  }
  await Promise.race([Promise.all(calls), sleep(LAST_CALLS_MS, undefined, { ref: false })]);
  const quietMs = zeroMs + 1000 * secondsOfMessages(plan) - performance.now();
  if (!ends.aborted && quietMs > 0) {
    await sleep(quietMs, undefined, { signal: ends }).catch(() => undefined);
  }
  stop ??= guard?.stop ?? null;
  if (signal.aborted) stop ??= { by: 'caller', sentence: 'The run was interrupted.' };
  return {
    formatVersion: 1,
    plan,
    startedAt: startedAt.toISOString(),
    zeroAt: zeroAt.toISOString(),
    endedAt: new Date().toISOString(),
    stop,
    flows: flows.map(({ tally }) => tally.content()),
  };
}

interface OpenFlow {
  readonly flow: PlannedFlow;
  readonly arrivals: readonly Arrival[];
  /** The first that was not handed over. */
  next: number;
  readonly tally: FlowTally;
}

interface Due {
  readonly number: number;
  readonly atMs: number;
  readonly phase: number;
}

/** All that is due, in calls of as many as one takes. */
function takeDue(open: OpenFlow, untilMs: number): readonly (readonly Due[])[] {
  const due: Due[] = [];
  for (;;) {
    const arrival = open.arrivals[open.next];
    if (arrival === undefined || arrival[0] > untilMs) break;
    due.push({ number: open.next, atMs: arrival[0], phase: arrival[2] });
    open.next += 1;
  }
  const calls: Due[][] = [];
  for (let from = 0; from < due.length; from += MOST_OF_A_CALL) {
    calls.push(due.slice(from, from + MOST_OF_A_CALL));
  }
  return calls;
}
