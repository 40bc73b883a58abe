import { findOnPath } from '../../runner/find-on-path.ts';
import { toolCacheFolder } from '../../runner/tool-cache.ts';
import { cached, installIntoCache } from './install.ts';
import { askProgram } from './installation.ts';
import type { DebianProgram, Installation } from './program.ts';

/**
 * Finds a program: the one that its variable names, else one on PATH, else the one in the tool cache, else it gets
 * Debian's into the tool cache.
 * @throws the program's own error when none of them works; the message says what was looked for and how to mend it.
 */
export async function locate(
  wanted: DebianProgram,
  environment: NodeJS.ProcessEnv,
): Promise<Installation> {
  const { name, variable, commands } = wanted;
  const named = environment[variable];
  if (named !== undefined && named !== '') {
    const found = await askProgram(wanted, named);
    if (found !== null) return found;
    throw wanted.fail(`${variable} names ${named}, which is no ${name} that runs here.`);
  }

  const path = environment['PATH'];
  const seen: string[] = [];
  for (const command of commands) {
    for (const program of await findOnPath(command, path)) {
      const found = await askProgram(wanted, program);
      if (found !== null) return found;
      seen.push(`${program}: it does not run.`);
    }
  }
  if (seen.length === 0) seen.push(`PATH: no ${commands.join(', no ')}.`);

  const folder = toolCacheFolder(environment);
  const kept = await cached(wanted, folder);
  if (kept !== null) return kept;
  seen.push(`${folder}: no ${name} that runs.`);

  const missing = [];
  for (const tool of ['apt-get', 'dpkg']) {
    if ((await findOnPath(tool, path)).length === 0) missing.push(tool);
  }
  if (missing.length === 0) return installIntoCache(wanted, folder);
  seen.push(`PATH: no ${missing.join(' and no ')} to get it with.`);
  throw wanted.fail(notFound(wanted, seen));
}

function notFound(
  { name, variable, commands, advice }: DebianProgram,
  seen: readonly string[],
): string {
  return [
    `${name} is not installed and cannot be got here.`,
    `Looked for, in this order: ${variable}, ${commands.join(' or ')} on PATH, the tool cache, apt-get and dpkg to get it with:`,
    `  ${variable}: not set.`,
    ...seen.map((line) => `  ${line}`),
    `Install ${name} (${advice}) and run this again,`,
    `or name its program in ${variable}.`,
  ].join('\n');
}
