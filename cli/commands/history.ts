import { renderRuns } from '../../reports/comparison-terminal.ts';
import { forJson } from '../../reports/sanitize.ts';
import { UsageError } from '../../runner/errors.ts';
import type { IndexedRun } from '../../runner/history/index-database.ts';
import { openStore } from '../../runner/history/open-store.ts';
import { prunedRuns } from '../../runner/history/prune.ts';
import { runTable } from '../../runner/history/run-table.ts';
import type { RunStore } from '../../runner/history/run-store.ts';
import { RUNS } from '../../runner/run-folder.ts';
import { terminalStyle } from '../terminal.ts';

export interface HistoryFlags {
  readonly store?: string;
  readonly endpoint?: string;
  readonly suite?: string;
  readonly limit?: number;
  readonly json?: boolean;
  readonly keep?: number;
  readonly olderThan?: number;
  readonly yes?: boolean;
}

const RUNS_LISTED = 20;

/** @throws {UsageError} for another action than list and prune, and for a prune without a limit. */
export async function historyCommand(action: string, flags: HistoryFlags): Promise<number> {
  const store = await openStore(flags.store ?? RUNS, flags.endpoint ?? null);
  switch (action) {
    case 'list':
      return list(store, flags);
    case 'prune':
      return prune(store, flags);
    default:
      throw new UsageError(`there is no "history ${action}"; there are list and prune`);
  }
}

async function list(store: RunStore, flags: HistoryFlags): Promise<number> {
  const all = await tableOf(store, flags);
  show(all.slice(-(flags.limit ?? RUNS_LISTED)), flags);
  return 0;
}

async function prune(store: RunStore, flags: HistoryFlags): Promise<number> {
  const { keep = null, olderThan = null } = flags;
  if (keep === null && olderThan === null) {
    throw new UsageError('history prune wants --keep <number>, --older-than <duration> or both');
  }
  const runs = await tableOf(store, flags);
  const removed = prunedRuns(runs, { keep, olderThanMs: olderThan }, Date.now());
  show(removed, flags);
  if (removed.length === 0) {
    process.stderr.write('Nothing is to be removed.\n');
    return 0;
  }
  if (flags.yes !== true) {
    process.stderr.write(`${removed.length} would be removed; --yes removes them.\n`);
    return 0;
  }
  for (const { id } of removed) await store.remove(id);
  process.stderr.write(`${removed.length} removed.\n`);
  return 0;
}

async function tableOf(store: RunStore, { suite }: HistoryFlags): Promise<readonly IndexedRun[]> {
  const { runs, notes } = await runTable(store);
  for (const note of notes) process.stderr.write(`${note}\n`);
  return suite === undefined ? runs : runs.filter((run) => run.suite === suite);
}

function show(runs: readonly IndexedRun[], { json }: HistoryFlags): void {
  const shown = runs.map(({ series: _, ...run }) => run);
  process.stdout.write(
    json === true
      ? forJson(`${JSON.stringify(shown, null, 2)}\n`)
      : renderRuns(shown, terminalStyle(process.stdout)),
  );
}
