import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeSettledFolder, settleFolder } from './settle-folder.ts';

/** Writes a file that is there whole or not at all, also after a power failure, and makes its folder. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | Iterable<string>,
  mode = 0o600,
): Promise<void> {
  await makeSettledFolder(dirname(path));
  const unfinished = `${path}.unfinished`;
  await writeFile(unfinished, content, { mode, flush: true });
  await rename(unfinished, path);
  await settleFolder(dirname(path));
}
