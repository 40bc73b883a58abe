import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseQueryFile, type Query } from '../../../core/parity/queries/query-file.ts';
import { UsageError } from '../../errors.ts';
import { messageOf } from '../../message-of.ts';

/**
 * The queries of a folder and of those in it, by their paths.
 * @throws {UsageError} when it cannot be read, has no `.sql` file, or one that is not a query; it names every problem.
 */
export async function readQueries(folder: string): Promise<readonly Query[]> {
  const queries: Query[] = [];
  const problems: string[] = [];
  for (const path of await sqlFiles(folder)) {
    const parsed = parseQueryFile(path, relative(folder, path), await textOf(path));
    if ('problems' in parsed) problems.push(...parsed.problems);
    else queries.push(parsed.query);
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  if (queries.length > 0) return queries;
  throw new UsageError(`There is no query in ${folder}: its files must end in .sql.`);
}

async function sqlFiles(folder: string): Promise<readonly string[]> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true, recursive: true });
  } catch (error) {
    throw new UsageError(`The queries in ${folder} cannot be read: ${messageOf(error)}`);
  }
  return entries
    .filter((entry) => /\.sql$/i.test(entry.name) && !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function textOf(path: string): Promise<string> {
  try {
    // Takes a byte order mark away, and no byte that is not UTF-8.
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${messageOf(error)}`);
  }
}
