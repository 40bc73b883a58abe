import { parityExitCode } from '../../core/parity/verdict.ts';
import { renderParity } from '../../reports/parity-terminal.ts';
import { PARITY_DEFAULTS, type ParityOptions } from '../../runner/parity/options.ts';
import { PARITY_RUNS, runParity } from '../../runner/parity/run-parity.ts';
import { compareDatabases, type ComparisonFlags } from '../comparison.ts';
import { parityProgressText } from '../comparison-progress-text.ts';

export interface ParityFlags extends ComparisonFlags {
  readonly tables?: readonly string[];
  readonly exclude?: readonly string[];
  readonly resume?: string;
  readonly live?: boolean;
  readonly settle?: number;
  readonly deadline?: number;
  readonly connections?: number;
  readonly duty?: number;
  readonly partRows?: number;
  readonly maxDifferences?: number;
  readonly showValues?: boolean;
  readonly store?: string;
}

/** Longer than a replication that does well is late. */
const SETTLE_MS = 15_000;
const DEADLINE_MS = 180_000;

export function parityCommand(flags: ParityFlags): Promise<number> {
  return compareDatabases(flags, parityProgressText, async (comparing) => {
    const { document, folder } = await runParity({ ...comparing, ...optionsOf(flags) });
    return {
      document,
      exitCode: parityExitCode(document.verdict),
      render: ({ color, exitCode }) => renderParity(document, { color, folder, exitCode }),
    };
  });
}

function optionsOf(
  flags: ParityFlags,
): Omit<ParityOptions, 'connect' | 'servers' | 'signal' | 'events'> {
  return {
    store: flags.store ?? PARITY_RUNS,
    resume: flags.resume ?? null,
    tables: flags.tables ?? [],
    exclude: flags.exclude ?? [],
    live:
      flags.live === true
        ? { settleMs: flags.settle ?? SETTLE_MS, deadlineMs: flags.deadline ?? DEADLINE_MS }
        : null,
    showValues: flags.showValues === true,
    limits: {
      ...PARITY_DEFAULTS,
      connections: flags.connections ?? PARITY_DEFAULTS.connections,
      duty: flags.duty ?? PARITY_DEFAULTS.duty,
      partRows: flags.partRows ?? null,
      maxDifferences: flags.maxDifferences ?? PARITY_DEFAULTS.maxDifferences,
    },
  };
}
