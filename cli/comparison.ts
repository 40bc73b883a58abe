import { listenForInterrupts, type Interrupts } from '../runner/interrupt.ts';
import { declaredConnections } from '../runner/parity/declared-connections.ts';
import type { ParityOptions } from '../runner/parity/options.ts';
import { loadSpec } from '../runner/spec-file.ts';
import { showComparison, type ComparisonEvents } from './comparison-progress.ts';
import { terminalStyle } from './terminal.ts';

export interface ComparisonFlags {
  readonly spec: string;
  readonly env?: string;
  readonly json?: boolean;
}

/** What a comparison is given to work with. */
export interface Comparing<Progress> extends Pick<ParityOptions, 'connect' | 'servers' | 'signal'> {
  readonly events: ComparisonEvents<Progress>;
}

export interface Compared {
  readonly document: object;
  readonly exitCode: number;
  /** The report for a terminal. */
  readonly render: (
    options: Pick<ReturnType<typeof terminalStyle>, 'color' | 'width' | 'ascii'> & {
      readonly exitCode: number;
    },
  ) => string;
}

/** Compares the two databases of a spec in one way, shows how far it is, and prints what it found. */
export async function compareDatabases<Progress>(
  flags: ComparisonFlags,
  progressText: (progress: Progress, elapsedMs: number) => string,
  compare: (comparing: Comparing<Progress>) => Promise<Compared>,
): Promise<number> {
  const { document: loaded } = await loadSpec(flags.spec, flags.env ?? null);
  const connections = declaredConnections(loaded.spec, process.env);
  const progress = showComparison(process.stderr, progressText);
  const interrupts = listenForInterrupts();
  try {
    const { signal } = interrupts;
    const compared = await compare({ ...connections, signal, events: progress.events });
    progress.done();
    const exitCode = interrupts.interruption() ?? compared.exitCode;
    process.stdout.write(
      flags.json === true
        ? `${JSON.stringify(compared.document, null, 1)}\n`
        : compared.render({ ...terminalStyle(process.stdout), exitCode }),
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
