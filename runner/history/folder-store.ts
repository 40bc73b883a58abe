import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import { RUN_ID, type RunStore } from './run-store.ts';
import { storingError } from './storing-error.ts';
import { removeStale, writeWholeFolder } from './whole-folder.ts';

const PIECE_BYTES = 256 * 1024;

/** Runs as folders of a folder. */
export function folderStore(root: string): RunStore {
  return {
    name: root,
    key: resolve(root),
    isRemote: false,
    list: async () => (await namesIn(root)).filter((name) => RUN_ID.test(name)).sort(),
    placeOf: (id) => join(root, id),
    read: async (id, file) => {
      const path = join(root, id, file);
      try {
        return await readFile(path);
      } catch (error) {
        throw new UsageError(`${path} cannot be read: ${messageOf(error)}.`);
      }
    },
    pieces: async function* (id, file) {
      const path = join(root, id, file);
      try {
        yield* createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>;
      } catch (error) {
        throw new UsageError(`${path} cannot be read: ${messageOf(error)}.`);
      }
    },
    put: async (id, write, note) => {
      try {
        return await writeWholeFolder(root, id, write, note);
      } catch (error) {
        throw storingError(root, error);
      }
    },
    remove: async (id) => {
      try {
        // Out of sight first, so that nobody finds half of it.
        const unfinished = join(root, `.unfinished-${id}.${hostname()}.${process.pid}`);
        await rename(join(root, id), unfinished);
        await rm(unfinished, { recursive: true });
      } catch (error) {
        throw new UsageError(
          `${join(root, id)} cannot be removed: ${messageOf(error)}. Make ${root} writable for this user.`,
        );
      }
    },
    clean: async () => (await removeStale(root)).length,
  };
}

async function namesIn(root: string): Promise<readonly string[]> {
  try {
    return await readdir(root);
  } catch (error) {
    // No run was kept there yet.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new UsageError(
      `The runs in ${root} cannot be listed: ${messageOf(error)}. Name another folder with --store.`,
    );
  }
}
