import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from './errors.ts';
import { messageOf } from './message-of.ts';
import { makeSettledFolder } from './settle-folder.ts';

/** To change a file takes a moment: whoever holds it longer is gone. */
const WAIT_MS = 5_000;
const INTERVAL_MS = 50;

/**
 * Reads, changes and writes a file that people share while no other process does, so that no change is lost: `<file>.lock`
 * is there meanwhile. A lock is never taken from anybody: two who did would both believe that they had it.
 * @throws {UsageError} when it cannot be had.
 */
export async function withLock<Value>(
  file: string,
  work: () => Promise<Value>,
  waitMs = WAIT_MS,
): Promise<Value> {
  const lock = `${file}.lock`;
  await makeSettledFolder(dirname(lock)).catch((error: unknown) => {
    throw unwritable(file, error);
  });
  const endMs = performance.now() + waitMs;
  while (!(await isTaken(lock, file))) {
    if (performance.now() >= endMs) {
      throw new UsageError(
        `${file} is being changed by another landfall: ${lock} is there. Try again; if none is running, remove it. This landfall changed nothing in the file; one that ended without removing the lock may have.`,
      );
    }
    await sleep(INTERVAL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** False while another has it. */
async function isTaken(lock: string, file: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx', 0o600);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw unwritable(file, error);
  }
}

function unwritable(file: string, error: unknown): UsageError {
  return new UsageError(`${file} cannot be written: ${messageOf(error)}. It is as it was.`);
}
