import type { SentFlow, SentMessages } from '../../kept/messages.ts';
import type { MessagePhase } from '../../plan/message-phases.ts';
import { messageSchedule, type PlannedFlow } from '../../plan/message-plan.ts';
import type { Span } from '../deployment/span.ts';

/** The messages of one queue as they were planned and sent. */
export interface JudgedFlow {
  readonly planned: PlannedFlow;
  readonly sent: SentFlow;
  /** How many messages its schedule has, by phase: what was to be sent follows from the plan, whatever was counted. */
  readonly scheduled: readonly number[];
  /** When the schedule began by the sender's clock, in milliseconds since 1970. */
  readonly zeroMs: number;
}

/** The messages of one queue; null when none were sent to it. */
export function flowTo({ plan, flows, zeroAt }: SentMessages, queue: string): JudgedFlow | null {
  const planned = plan.flows.find((flow) => flow.queue === queue);
  const sent = flows.find(({ name }) => name === planned?.name);
  if (planned === undefined || sent === undefined) return null;
  const scheduled = planned.phases.map(() => 0);
  for (const [, , phase] of messageSchedule(plan).get(planned.name) ?? []) {
    scheduled[phase] = (scheduled[phase] ?? 0) + 1;
  }
  return { planned, sent, scheduled, zeroMs: Date.parse(zeroAt) };
}

/** When a phase was sent; null when the plan has none of that name. */
export function spanOfPhase(
  { planned: { phases }, zeroMs }: JudgedFlow,
  name: MessagePhase,
): Span | null {
  let fromMs = zeroMs;
  for (const phase of phases) {
    const toMs = fromMs + 1000 * phase.seconds;
    if (phase.name === name) return { fromMs, toMs };
    fromMs = toMs;
  }
  return null;
}

/** When the messages of a queue were sent. */
export interface SentTime {
  /** From the first to the end of the quiet time. */
  readonly whole: Span;
  /** Of that, as long as any were to be sent. */
  readonly sending: Span;
  /** In which the declared rate is judged. */
  readonly steady: Span;
}

/** Null when the plan has no phase in which the rate is judged, or none in which the rest is handled. */
export function timeOf(flow: JudgedFlow): SentTime | null {
  const steady = spanOfPhase(flow, 'steady');
  const quiet = spanOfPhase(flow, 'quiet');
  return steady === null || quiet === null
    ? null
    : {
        whole: { fromMs: flow.zeroMs, toMs: quiet.toMs },
        sending: { fromMs: flow.zeroMs, toMs: quiet.fromMs },
        steady,
      };
}

/** The declared rate: that of the phase that is judged, in messages a second. */
export function rateOf({ planned: { phases } }: JudgedFlow): number {
  return phases.find(({ name }) => name === 'steady')?.requestsPerSecond ?? 0;
}
