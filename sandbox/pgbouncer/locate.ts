import { findOnPath } from '../emulator/python.ts';
import { toolCacheFolder } from '../emulator/tool-cache.ts';
import { cachedPgbouncer, installIntoCache } from './install.ts';
import { askProgram, type PgbouncerInstallation } from './installation.ts';
import { PgbouncerError } from './pgbouncer-error.ts';

/**
 * Finds pgBouncer: the one that `PGBOUNCER_BIN` names, else one on PATH, else the one in the tool cache, else it gets
 * Debian's into the tool cache.
 * @throws {PgbouncerError} when none of them works; the message says what was looked for and how to mend it.
 */
export async function locatePgbouncer(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<PgbouncerInstallation> {
  const named = environment['PGBOUNCER_BIN'];
  if (named !== undefined && named !== '') {
    const found = await askProgram(named);
    if (found !== null) return found;
    throw new PgbouncerError(`PGBOUNCER_BIN names ${named}, which is no pgBouncer that runs here.`);
  }

  const path = environment['PATH'];
  const seen: string[] = [];
  for (const program of await findOnPath('pgbouncer', path)) {
    const found = await askProgram(program);
    if (found !== null) return found;
    seen.push(`${program}: it does not run.`);
  }
  if (seen.length === 0) seen.push('PATH: no pgbouncer.');

  const folder = toolCacheFolder(environment);
  const cached = await cachedPgbouncer(folder);
  if (cached !== null) return cached;
  seen.push(`${folder}: no pgBouncer that runs.`);

  const missing = [];
  for (const tool of ['apt-get', 'dpkg']) {
    if ((await findOnPath(tool, path)).length === 0) missing.push(tool);
  }
  if (missing.length === 0) return installIntoCache(folder);
  seen.push(`PATH: no ${missing.join(' and no ')} to get it with.`);
  throw new PgbouncerError(notFound(seen));
}

function notFound(seen: readonly string[]): string {
  return [
    'pgBouncer is not installed and cannot be got here.',
    'Looked for, in this order: PGBOUNCER_BIN, pgbouncer on PATH, the tool cache, apt-get and dpkg to get it with:',
    '  PGBOUNCER_BIN: not set.',
    ...seen.map((line) => `  ${line}`),
    'Install pgBouncer (Debian and Ubuntu: apt-get install pgbouncer; macOS: brew install pgbouncer) and run this again,',
    'or name its program in PGBOUNCER_BIN.',
  ].join('\n');
}
