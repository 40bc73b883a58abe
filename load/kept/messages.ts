import { z } from 'zod';
import { Stop } from '../../core/load/load-document.ts';
import { MessagePlan } from '../plan/message-plan.ts';

const Messages = z.int().nonnegative();

/** What became of the messages of one queue. Each message is counted once, also those of a batch of which others were taken. */
export const SentFlow = z.strictObject({
  /** As the spec names them. */
  name: z.string(),
  /** By phase, in the order of the plan: how many were to be sent, and how many AWS said that it took. */
  phases: z.array(z.strictObject({ planned: Messages, accepted: Messages })),
  /** AWS did not take them because they came too fast. */
  throttled: Messages,
  /** AWS did not take them for another reason. */
  refused: Messages,
  /** Whether AWS took them is not known. */
  unanswered: Messages,
  /** They were not sent: too many calls were waited for, or the sending ended. */
  unsent: Messages,
  /** Why AWS did not take messages, or did not answer, with how many. */
  failures: z.array(z.strictObject({ code: z.string(), sentence: z.string(), messages: Messages })),
  /** How much later than they should have been they were handed to AWS's client; null when none was. */
  lateness: z.strictObject({ messages: Messages, p99Ms: z.number(), maxMs: z.number() }).nullable(),
});
export type SentFlow = z.infer<typeof SentFlow>;

/** The messages that were sent, with their plan and all that a verdict rests on beside what AWS reported, as JSON. */
export const SentMessages = z.strictObject({
  formatVersion: z.literal(1),
  plan: MessagePlan,
  startedAt: z.iso.datetime(),
  /** What the times of the schedule count from, by the sender's clock. */
  zeroAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  stop: Stop.nullable(),
  flows: z.array(SentFlow),
});
export type SentMessages = z.infer<typeof SentMessages>;
