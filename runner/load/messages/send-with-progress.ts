import { setInterval } from 'node:timers';
import type { SentMessages } from '../../../load/kept/messages.ts';
import { type MessagePlan, secondsOfMessages } from '../../../load/plan/message-plan.ts';
import { MESSAGING } from '../../../load/plan/phases.ts';
import { requestsOf } from '../../../load/plan/scenario-plan.ts';
import { PROGRESS_MS, type LoadProgress } from '../live-load.ts';
import { sendMessages, type SendOptions } from './send-messages.ts';
import type { Transport } from './transport.ts';

export interface SendWithProgressOptions extends Required<Pick<SendOptions, 'signal' | 'guard'>> {
  /** Takes messages to AWS. */
  readonly openTransport: (plan: MessagePlan) => Promise<Transport>;
  readonly onProgress: (progress: LoadProgress) => void;
}

/** Sends the messages of a plan, and tells how it goes. */
export async function sendWithProgress(
  plan: MessagePlan,
  { openTransport, signal, guard, onProgress }: SendWithProgressOptions,
  place: Pick<LoadProgress, 'number' | 'scenarios'>,
): Promise<SentMessages> {
  const startedMs = Date.now();
  const planned = plan.flows
    .flatMap(({ phases }) => phases.map(requestsOf))
    .reduce((sum, count) => sum + count, 0);
  let told = { taken: 0, failed: 0 };
  const tell = () => {
    const elapsed = (Date.now() - startedMs) / 1000;
    onProgress({
      ...place,
      scenario: MESSAGING,
      answered: told.taken,
      failed: told.failed,
      planned: Math.round(planned),
      p95Ms: null,
      answeredPerSecond: elapsed === 0 ? 0 : told.taken / elapsed,
      secondsLeft: Math.max(0, Math.ceil(secondsOfMessages(plan) - elapsed)),
    });
  };
  const transport = await openTransport(plan);
  const ticking = setInterval(tell, PROGRESS_MS);
  try {
    return await sendMessages(plan, {
      ...{ transport, signal, guard },
      observe: (progress) => {
        told = progress;
      },
    });
  } finally {
    clearInterval(ticking);
    transport.close();
  }
}
