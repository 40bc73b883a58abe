import type { SentFlow } from '../../../load/kept/messages.ts';
import type { PlannedFlow } from '../../../load/plan/message-plan.ts';
import type { Arrival } from '../../../load/plan/schedule.ts';
import { latencyQuantile, LatencyHistogram } from '../../../load/stats/latency-histogram.ts';
import type { Outcome } from './outcome.ts';

/** Counts what becomes of the messages of one queue, each once. */
export class FlowTally {
  readonly #name: string;
  readonly #phases: { planned: number; accepted: number }[];
  readonly #failures = new Map<string, SentFlow['failures'][number]>();
  readonly #lateness = new LatencyHistogram();
  readonly #counts = { throttled: 0, refused: 0, unanswered: 0, unsent: 0 };

  constructor({ name, phases }: PlannedFlow, arrivals: readonly Arrival[]) {
    this.#name = name;
    this.#phases = phases.map(() => ({ planned: 0, accepted: 0 }));
    for (const [, , phase] of arrivals) {
      const counted = this.#phases[phase];
      if (counted !== undefined) counted.planned += 1;
    }
  }

  /** A message was handed to AWS's client, so much later than planned. */
  handed(lateMs: number): void {
    this.#lateness.record(Math.max(0, lateMs));
  }

  count(phase: number, outcome: Outcome): void {
    if (outcome.kind === 'accepted') {
      const counted = this.#phases[phase];
      if (counted !== undefined) counted.accepted += 1;
      return;
    }
    this.#counts[outcome.kind] += 1;
    const { code, sentence } = outcome;
    const known = this.#failures.get(`${outcome.kind} ${code}`);
    this.#failures.set(`${outcome.kind} ${code}`, {
      code,
      sentence: known?.sentence ?? sentence,
      messages: (known?.messages ?? 0) + 1,
    });
  }

  content(): SentFlow {
    const p99 = latencyQuantile(this.#lateness, 0.99);
    const { count, maxMicros } = this.#lateness;
    return {
      name: this.#name,
      phases: this.#phases.map((phase) => ({ ...phase })),
      ...this.#counts,
      failures: [...this.#failures.values()].sort((one, other) => other.messages - one.messages),
      lateness:
        p99.kind === 'inconclusive' || maxMicros === null
          ? null
          : { messages: count, p99Ms: p99.ms, maxMs: maxMicros / 1000 },
    };
  }
}
