import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmulatorError } from '../emulator/emulator-error.ts';
import { isAlive } from './ping.ts';
import { type SandboxState, readState, stateFile } from './state-file.ts';

/** Installing the emulator for the first time is part of starting it. */
const UP_TIMEOUT_MS = 20 * 60_000;
const DOWN_TIMEOUT_MS = 15_000;
const POLL_MS = 100;

const SUPERVISOR = join(import.meta.dirname, '..', 'supervisor', 'main.ts');

export interface DetachedOptions {
  /** The folder that has, or gets, `.landfall`; the working directory when left out. */
  root?: string;
  accountId?: string;
}

/** The sandbox that runs for a folder now; null when none does, and a state that is left over is not believed. */
export async function sandboxStatus(options: DetachedOptions = {}): Promise<SandboxState | null> {
  const state = await readState(fileOf(options));
  return state !== null && (await isAlive(state)) ? state : null;
}

/**
 * Starts the sandbox of a folder in a process of its own, which outlives this one, or finds the one that runs.
 * @throws {EmulatorError} when it does not start; the message has what the supervisor wrote last.
 */
export async function sandboxUp(
  options: DetachedOptions = {},
): Promise<{ state: SandboxState; reused: boolean }> {
  const running = await sandboxStatus(options);
  if (running !== null) return { state: running, reused: true };

  const file = fileOf(options);
  await mkdir(dirname(file), { recursive: true });
  const logFile = join(dirname(file), 'supervisor.log');
  const log = await open(logFile, 'w');
  const child = spawn(
    process.execPath,
    [SUPERVISOR, file, ...(options.accountId === undefined ? [] : [options.accountId])],
    { detached: true, stdio: ['ignore', log.fd, log.fd] },
  );
  const end = { seen: false };
  for (const event of ['exit', 'error']) {
    child.once(event, () => {
      end.seen = true;
    });
  }
  child.unref();
  await log.close();

  const deadline = Date.now() + UP_TIMEOUT_MS;
  while (Date.now() < deadline) {
    // Read before looking: a supervisor that lost the race to another has ended, and the other's state is there.
    const hasEnded = end.seen;
    const state = await sandboxStatus(options);
    if (state !== null) return { state, reused: state.pids.supervisor !== child.pid };
    if (hasEnded) break;
    await sleep(POLL_MS);
  }
  throw new EmulatorError(`The sandbox did not start.\n${await lastLines(logFile)}`.trim());
}

/** Ends the sandbox of a folder and waits until it has gone; false when none ran. */
export async function sandboxDown(options: DetachedOptions = {}): Promise<boolean> {
  const file = fileOf(options);
  const running = await sandboxStatus(options);
  if (running === null) {
    // A process of a stale state may by now be anybody's: it is left alone.
    await rm(file, { force: true });
    return false;
  }
  const { supervisor } = running.pids;
  signal(supervisor, 'SIGTERM');
  const deadline = Date.now() + DOWN_TIMEOUT_MS;
  while (signal(supervisor, Date.now() > deadline ? 'SIGKILL' : 0)) await sleep(POLL_MS);
  await rm(file, { force: true });
  return true;
}

function fileOf(options: DetachedOptions): string {
  return stateFile(options.root ?? process.cwd());
}

/** Signal 0 only asks. False when there is no such process any more. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  return text.trim().split('\n').slice(-12).join('\n');
}
