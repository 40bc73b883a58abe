import { readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../message-of.ts';
import { makeSettledFolder, settleFolder } from '../settle-folder.ts';
import { isAlive } from './alive.ts';

/** A folder that is being written: `.unfinished-<id>.<host>.<process>`. */
const UNFINISHED = /^\.unfinished-[^.]+\.(?<host>.+)\.(?<pid>\d+)$/;

/** What this process is writing at the moment. */
const writing = new Set<string>();

/**
 * Writes a folder that is there whole or not at all, readable by its owner alone, and gives its path. It is so after a power failure too
 * when `write` flushes what it writes.
 * @param note is told when it is there, and is not known to be there after a power failure.
 */
export async function writeWholeFolder(
  root: string,
  name: string,
  write: (folder: string) => Promise<void>,
  note: (text: string) => void,
  settle: (path: string) => Promise<void> = settleFolder,
): Promise<string> {
  const unfinished = join(root, `.unfinished-${name}.${hostname()}.${process.pid}`);
  const folder = join(root, name);
  writing.add(unfinished);
  try {
    await makeSettledFolder(unfinished, 0o700, settle);
    await write(unfinished);
    await settle(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  } finally {
    writing.delete(unfinished);
  }
  // By now it is there, whatever follows.
  await settle(root).catch((error: unknown) => {
    note(`${folder} is written, and may be lost in a power failure: ${messageOf(error)}.`);
  });
  return folder;
}

/**
 * Removes what writers on this machine left unfinished that run no more, and says which. What another machine writes into
 * a shared folder is left alone, since nobody here can see whether it still does.
 */
export async function removeStale(root: string): Promise<readonly string[]> {
  const names = await readdir(root).catch(() => []);
  const removed: string[] = [];
  for (const name of names) {
    const groups = UNFINISHED.exec(name)?.groups;
    if (groups?.['host'] !== hostname()) continue;
    const path = join(root, name);
    if (isRunning(Number(groups['pid']), path)) continue;
    const gone = await rm(path, { recursive: true, force: true }).then(
      () => true,
      () => false,
    );
    if (gone) removed.push(name);
  }
  return removed;
}

function isRunning(pid: number, path: string): boolean {
  // In a container every run may have the same number: then it is this one's or that of one before it.
  if (pid === process.pid) return writing.has(path);
  return isAlive(pid);
}
