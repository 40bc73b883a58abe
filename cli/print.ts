import { once } from 'node:events';

/**
 * Writes to standard output no faster than it is read, so that a long text is never in memory at once. Ends quietly when
 * the reader has had enough, as `head` has.
 * @throws what else goes wrong with the output.
 */
export async function print(
  pieces: Iterable<string>,
  output: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  const failures: NodeJS.ErrnoException[] = [];
  const failed = (error: NodeJS.ErrnoException) => failures.push(error);
  output.on('error', failed);
  for (const piece of pieces) {
    if (!output.write(piece)) await once(output, 'drain').catch(failed);
    if (failures.length > 0) break;
  }
  const [first] = failures;
  if (first !== undefined && first.code !== 'EPIPE') throw first;
}
