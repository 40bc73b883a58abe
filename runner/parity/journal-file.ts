import { closeSync, fdatasync, fdatasyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseJournal, type JournalLine } from '../../core/parity/journal.ts';
import { UsageError } from '../errors.ts';
import { messageOf } from '../message-of.ts';

/** A line that was written outlives the process; after this time it outlives a loss of power. */
const SYNC_MS = 250;

export interface JournalFile {
  append(line: JournalLine): void;
  close(): void;
}

/** @throws {UsageError} when the file is no journal. Gives null when there is none. */
export async function readJournal(path: string): Promise<readonly JournalLine[] | null> {
  let text;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new UsageError(`${path} cannot be read: ${messageOf(error)}`);
  }
  try {
    return parseJournal(text);
  } catch (error) {
    throw new UsageError(
      `${path} is no journal of this version of landfall: ${messageOf(error)}. Begin a new run.`,
    );
  }
}

/** Opens a journal at its end. A line that an earlier process left unfinished goes first. */
export async function openJournal(path: string): Promise<JournalFile> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const file = openSync(path, 'a', 0o600);
  ftruncateSync(file, bytes.lastIndexOf(0x0a) + 1);
  let timer: NodeJS.Timeout | null = null;
  const sync = () => {
    timer = null;
    fdatasync(file, () => undefined);
  };
  return {
    append: (line) => {
      writeSync(file, `${JSON.stringify(line)}\n`);
      timer ??= setTimeout(sync, SYNC_MS);
    },
    close: () => {
      if (timer !== null) clearTimeout(timer);
      fdatasyncSync(file);
      closeSync(file);
    },
  };
}
