import { parityExitCode } from '../../core/parity/verdict.ts';
import { renderParity } from '../../reports/parity-terminal.ts';
import { listenForInterrupts, type Interrupts } from '../../runner/interrupt.ts';
import { declaredConnections } from '../../runner/parity/declared-connections.ts';
import { PARITY_DEFAULTS, type ParityOptions } from '../../runner/parity/options.ts';
import { PARITY_RUNS, runParity } from '../../runner/parity/run-parity.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { showParityProgress } from '../parity-progress.ts';
import { terminalStyle } from '../terminal.ts';

export interface ParityFlags {
  readonly spec: string;
  readonly env?: string;
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
  readonly json?: boolean;
}

/** Longer than a replication that does well is late. */
const SETTLE_MS = 15_000;
const DEADLINE_MS = 180_000;

export async function parityCommand(flags: ParityFlags): Promise<number> {
  const { document: loaded } = await loadSpec(flags.spec, flags.env ?? null);
  const connections = declaredConnections(loaded.spec, process.env);
  const progress = showParityProgress(process.stderr);
  const interrupts = listenForInterrupts();
  try {
    const { document, folder } = await runParity({
      ...connections,
      ...optionsOf(flags),
      signal: interrupts.signal,
      events: progress.events,
    });
    progress.done();
    const exitCode = interrupts.interruption() ?? parityExitCode(document.verdict);
    const { color } = terminalStyle(process.stdout);
    process.stdout.write(
      flags.json === true
        ? `${JSON.stringify(document, null, 1)}\n`
        : renderParity(document, { color, folder, exitCode }),
    );
    return exitCode;
  } catch (error) {
    progress.done();
    return exitCodeOf(error, interrupts);
  } finally {
    interrupts.stop();
  }
}

/** A server that cannot be reached at all leaves everything unproven. */
function exitCodeOf(error: unknown, interrupts: Interrupts): number {
  const interruption = interrupts.interruption();
  if (interruption !== null) return interruption;
  if (!isAnswerOfServer(error)) throw error;
  process.stderr.write(`Nothing was compared: ${error.message}\n`);
  return 3;
}

/** The driver's and the system's errors have a code; our own mistakes do not. */
function isAnswerOfServer(error: unknown): error is Error {
  return error instanceof Error && error.name !== 'UsageError' && 'code' in error;
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
