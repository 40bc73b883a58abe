import type { Checksum } from '../../core/parity/checksum.ts';
import type { KeyRange } from '../../core/parity/key-range.ts';
import type { Resumable } from '../../core/parity/journal.ts';
import type { TablePlan } from '../../core/parity/table-plan.ts';
import type { JournalFile } from './journal-file.ts';
import type { Lanes } from './lanes.ts';
import type { ParityOptions } from './options.ts';
import { withRetries } from './retries.ts';
import type { Tally } from './tally.ts';

/** All that the comparison of one table works with. */
export interface TableWork {
  readonly plan: TablePlan;
  readonly digest: string;
  readonly resumable: Resumable | null;
  readonly options: ParityOptions;
  readonly lanes: Lanes;
  readonly journal: JournalFile;
  readonly tally: Tally;
  readonly onRows: (rows: number, isResumed: boolean) => void;
}

export function retrying<Value>(
  { options, plan }: Pick<TableWork, 'options' | 'plan'>,
  work: (failed: number) => Promise<Value>,
): Promise<Value> {
  const { limits, signal, events } = options;
  const onRetry = (message: string) => events.onNote?.(`${plan.name}: tried again: ${message}`);
  return withRetries({ ...limits, signal, onRetry }, work);
}

/** Writes down what a part came to, and counts it. */
export function finishPart(
  work: TableWork,
  range: KeyRange,
  [source, target]: readonly [Checksum, Checksum],
  state: 'equal' | 'different',
  startMs: number,
): void {
  work.journal.append({
    kind: 'part',
    table: work.plan.name,
    digest: work.digest,
    range: { from: copyOf(range.from), to: copyOf(range.to) },
    source,
    target,
    state,
    ms: Math.round(performance.now() - startMs),
    at: new Date().toISOString(),
  });
  work.tally.addRead(source.rows, target.rows, false);
  work.onRows(source.rows, false);
}

function copyOf(values: readonly string[] | null): string[] | null {
  return values === null ? null : [...values];
}
