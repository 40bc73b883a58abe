import { open } from 'node:fs/promises';

/** What systems answer that have no such thing for folders. */
const NOT_POSSIBLE: ReadonlySet<unknown> = new Set([
  'EISDIR',
  'EPERM',
  'EACCES',
  'EINVAL',
  'ENOTSUP',
]);

/**
 * Waits until the names in a folder are on its disk: what was renamed may otherwise have its old name after a power failure, however
 * well its content was written. Systems without this keep names as they can. https://man7.org/linux/man-pages/man2/fsync.2.html
 */
export async function settleFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && NOT_POSSIBLE.has(error.code))) throw error;
  }
}
