import { poolingExitCode } from '../../core/pooling.ts';
import { renderPooling } from '../../reports/pooling-terminal.ts';
import { listenForInterrupts } from '../../runner/interrupt.ts';
import { runPooling } from '../../runner/postgres/pooling/run-pooling.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { terminalStyle } from '../terminal.ts';

export interface PoolingFlags {
  readonly spec: string;
  readonly env?: string;
  readonly json?: boolean;
}

/** Tries what clients of the pooler may rely on. */
export async function poolingCommand(flags: PoolingFlags): Promise<number> {
  const { document } = await loadSpec(flags.spec, flags.env ?? null);
  // The trial takes seconds, and goes on to its end: it removes what it made.
  const interrupts = listenForInterrupts();
  let result;
  try {
    result = await runPooling(document.spec, process.env);
  } catch (error) {
    if (!isAnswerOfServer(error)) throw error;
    process.stderr.write(`Nothing was tried: ${error.message}\n`);
    return interrupts.interruption() ?? 3;
  } finally {
    interrupts.stop();
  }
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify(result, null, 1)}\n`
      : renderPooling(result, terminalStyle(process.stdout).color),
  );
  return interrupts.interruption() ?? poolingExitCode(result);
}

/** The driver's and the system's errors have a code; our own mistakes do not. */
function isAnswerOfServer(error: unknown): error is Error {
  return error instanceof Error && error.name !== 'UsageError' && 'code' in error;
}
