import { execFile } from 'node:child_process';

/** How a program ended. `exitCode` is null when it was killed, timed out or could not be started. */
export interface ProgramResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** Runs a program to its end, without a shell. Never throws: a program that cannot be started has no exit code. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: { timeoutMs: number; environment?: NodeJS.ProcessEnv; folder?: string },
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    execFile(
      file,
      args,
      {
        timeout: options.timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: MAX_OUTPUT_BYTES,
        env: options.environment ?? process.env,
        cwd: options.folder,
      },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
        resolve({ exitCode, stdout, stderr: stderr === '' ? (error?.message ?? '') : stderr });
      },
    );
  });
}
