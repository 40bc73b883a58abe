import type { QueueRecord } from '../../../core/load/deployment-record.ts';
import type { PassingRule } from '../../plan/passing-rules.ts';
import type { JudgedFlow } from './sent-flow.ts';

/** The queue with its messages as they were sent, and what AWS reported of it. */
export interface LoadedQueue {
  readonly flow: JudgedFlow;
  readonly record: QueueRecord;
  readonly maxAgeSeconds: number;
  /** The declared queue of its dead letters; null without one. */
  readonly deadLetterQueue: string | null;
  /** The declared rules by which events on a bus reach it; none where messages are sent to the queue itself. */
  readonly rules: readonly PassingRule[];
}
