import { isNewFailure } from '../../core/history/gate-on-new.ts';
import { renderComparison } from '../../reports/comparison-terminal.ts';
import { forJson } from '../../reports/sanitize.ts';
import { compareStored } from '../../runner/history/compare-stored.ts';
import { openStore } from '../../runner/history/open-store.ts';
import { RUNS } from '../../runner/run-folder.ts';
import { terminalStyle } from '../terminal.ts';

export interface DiffFlags {
  readonly store?: string;
  readonly endpoint?: string;
  readonly json?: boolean;
  readonly failOnNew?: boolean;
  readonly verbose?: boolean;
}

export async function diffCommand(from: string, to: string, flags: DiffFlags): Promise<number> {
  const store = await openStore(flags.store ?? RUNS, flags.endpoint ?? null);
  const comparison = await compareStored(from, to, store);
  process.stdout.write(
    flags.json === true
      ? forJson(`${JSON.stringify({ formatVersion: 1, ...comparison }, null, 2)}\n`)
      : renderComparison(comparison, {
          ...terminalStyle(process.stdout),
          verbose: flags.verbose === true,
        }),
  );
  if (flags.failOnNew !== true) return 0;
  const { changes, otherwise } = comparison;
  for (const { check, subject } of otherwise) {
    process.stderr.write(`${check} on ${subject} fails otherwise than before.\n`);
  }
  return changes.some(isNewFailure) || otherwise.length > 0 ? 1 : 0;
}
