import type { SentMessages } from '../../kept/messages.ts';
import { percent, rounded } from '../words.ts';
import type { JudgedFlow } from './sent-flow.ts';

/** Fewer or more than this share of the planned messages is another load. */
const TOLERANCE = 0.01;
/** What is too late, as a share of the age that a message may reach, and what never is and always is. */
const LATE = { shareOfAge: 0.05, leastMs: 5, mostMs: 1_000 } as const;

/** Whether what was sent to a queue is what was planned. */
export interface SenderVerdict {
  readonly rule: 'V1' | 'V2';
  readonly verdict: 'HOLDS' | 'INVALID';
  readonly reason: string;
}

/**
 * V1: the sender sent in time. V2: AWS took as many messages as were planned, in each phase. What was not sent as planned says
 * nothing of who takes it, neither for nor against.
 */
export function senderVerdict(
  { sent, planned, scheduled }: JudgedFlow,
  { stop }: Pick<SentMessages, 'stop'>,
  maxAgeSeconds: number,
): SenderVerdict {
  const invalid = (rule: SenderVerdict['rule'], reason: string): SenderVerdict => ({
    rule,
    verdict: 'INVALID',
    reason,
  });
  const total = sent.phases.reduce((sum, phase) => sum + phase.planned, 0);
  const accepted = sent.phases.reduce((sum, phase) => sum + phase.accepted, 0);
  const lost = [
    `${sent.throttled} throttled`,
    `${sent.refused} refused`,
    `${sent.unanswered} without an answer`,
    `${sent.unsent} not sent`,
  ].filter((part) => !part.startsWith('0 '));
  const why = sent.failures.map(({ sentence }) => sentence);
  const account = `Of ${total} messages ${accepted} were taken${lost.length === 0 ? '' : ` (${lost.join(', ')})`}.`;
  if (stop !== null) return invalid('V2', [stop.sentence, account, ...why].join(' '));
  const isOfPlan =
    sent.phases.length === scheduled.length &&
    scheduled.every((count, index) => sent.phases[index]?.planned === count);
  if (!isOfPlan || total === 0) {
    return invalid('V2', 'What is kept of the messages is not that of their plan.');
  }
  if (accepted + sent.throttled + sent.refused + sent.unanswered + sent.unsent !== total) {
    return invalid('V2', `What became of each message is not known. ${account}`);
  }
  for (const [index, phase] of sent.phases.entries()) {
    if (Math.abs(phase.accepted - phase.planned) > TOLERANCE * phase.planned) {
      const name = planned.phases[index]?.name ?? '';
      return invalid(
        'V2',
        [
          `In the phase ${name} ${phase.accepted} of ${phase.planned} messages were taken, more than ${percent(TOLERANCE)} apart.`,
          account,
          ...why,
        ].join(' '),
      );
    }
  }
  const { lateness } = sent;
  const limitMs = latenessLimitMs(maxAgeSeconds);
  if (lateness === null || lateness.messages < accepted) {
    return invalid('V1', 'How late messages were sent is not told of all of them.');
  }
  return lateness.p99Ms > limitMs
    ? invalid(
        'V1',
        `One in a hundred messages was sent more than ${rounded(lateness.p99Ms)} ms late, and ${rounded(limitMs)} ms are the limit: the sender did not keep up.`,
      )
    : { rule: 'V2', verdict: 'HOLDS', reason: account };
}

/** From when on the arrivals are the sender's as much as the plan's. */
function latenessLimitMs(maxAgeSeconds: number): number {
  return Math.min(LATE.mostMs, Math.max(LATE.leastMs, LATE.shareOfAge * 1000 * maxAgeSeconds));
}
