import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** What systems and file systems answer that have no such thing for folders. */
const NOT_POSSIBLE: ReadonlySet<unknown> = new Set([
  ...['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'EBADF'],
  ...['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'],
]);

/**
 * Waits until the names in a folder are on its disk: what was renamed may otherwise have its old name after a power failure, however
 * well its content was written. Systems without this keep names as they can. https://man7.org/linux/man-pages/man2/fsync.2.html
 * @param sync does it, or says by the code of its error why not.
 */
export async function settleFolder(
  path: string,
  sync: (path: string) => Promise<void> = syncFolder,
): Promise<void> {
  try {
    await sync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && NOT_POSSIBLE.has(error.code))) throw error;
  }
}

/** Makes a folder and those above it that are missing, and waits until each new name is on its disk. */
export async function makeSettledFolder(
  path: string,
  mode = 0o777,
  settle: (path: string) => Promise<void> = settleFolder,
): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode });
  if (first === undefined) return;
  const topmost = resolve(first);
  for (let made = resolve(path); made.startsWith(topmost); made = dirname(made)) {
    await settle(dirname(made));
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
