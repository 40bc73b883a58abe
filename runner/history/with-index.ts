import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf } from '../message-of.ts';
import { isAlive } from './alive.ts';
import { openIndex, type RunIndex } from './index-database.ts';
import { isDamage, isDatabaseError } from './sqlite.ts';

/** The index of the runs, beside them and never in a shared place: SQLite needs a disk that is one machine's own. */
export const INDEX = join('.landfall', 'history.db');

/**
 * Works with the index. One that is damaged is put aside and made anew; where none can be written, the work is done with
 * one in memory. The work may be begun again, so it must be such that this does no harm.
 * @param note is told, in a sentence, what is not as it should be and what to do.
 */
export async function withIndex<Value>(
  path: string,
  note: (text: string) => void,
  work: (index: RunIndex) => Promise<Value>,
): Promise<Value> {
  let why: unknown;
  try {
    return await onFile(path, work);
  } catch (error) {
    if (!isDatabaseError(error)) throw error;
    why = error;
  }
  if (isDamage(why)) {
    try {
      const aside = await putAside(path);
      if (aside) {
        note(
          `The index of runs ${path} could not be used (${messageOf(why)}), so it was made anew from the stored runs. Nothing is lost.`,
        );
        return await onFile(path, work);
      }
    } catch (error) {
      if (!isDatabaseError(error)) throw error;
      why = error;
    }
  }
  note(
    `The index of runs ${path} cannot be written (${messageOf(why)}), so stored runs are read one by one, which is slower and no less true. Make ${dirname(path)} writable for this user, with space on its disk.`,
  );
  return using(openIndex(':memory:'), work);
}

async function onFile<Value>(
  path: string,
  work: (index: RunIndex) => Promise<Value>,
): Promise<Value> {
  await mkdir(dirname(path), { recursive: true });
  return using(openIndex(path), work);
}

async function using<Value>(
  index: RunIndex,
  work: (index: RunIndex) => Promise<Value>,
): Promise<Value> {
  try {
    return await work(index);
  } finally {
    index.close();
  }
}

/** What belongs to a database: its log must go with it, or it would be replayed into the next. */
const PARTS = ['-wal', '-shm', ''];

/** Puts a damaged index aside. Gives false when another process is doing it. */
async function putAside(path: string): Promise<boolean> {
  const lock = `${path}.rebuilding`;
  if (!(await taken(lock))) return false;
  try {
    for (const part of PARTS) {
      await rename(`${path}${part}`, `${path}.damaged${part}`).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      });
    }
    return true;
  } finally {
    await rm(lock, { force: true });
  }
}

/** Takes a lock that another process holds no more once it is dead. */
async function taken(lock: string): Promise<boolean> {
  for (const isLast of [false, true]) {
    try {
      const file = await open(lock, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (isLast || isAlive(Number(await readFile(lock, 'utf8').catch(() => '')))) return false;
    await rm(lock, { force: true });
  }
  return false;
}
