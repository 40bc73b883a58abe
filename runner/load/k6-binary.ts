import { join } from 'node:path';
import { findOnPath } from '../find-on-path.ts';
import { toolCacheFolder } from '../tool-cache.ts';
import { K6Error } from './k6-error.ts';
import { K6_RANGE, K6_VERSION } from './k6-release.ts';
import { askK6 } from './k6-version.ts';

/** A k6 that runs here and is of a release that is taken. */
export interface K6Binary {
  readonly program: string;
  /** Such as `1.8.1`; every report of a load test names it. */
  readonly version: string;
  readonly source: 'option' | 'variable' | 'cache' | 'path';
}

/** The k6 that Landfall built for itself, whether it is there or not. */
export function cachedK6(cacheFolder: string): string {
  return join(cacheFolder, `k6-${K6_VERSION}`, 'k6');
}

/**
 * Finds k6: the program that was named, else the one that `K6_BIN` names, else the one in the tool cache, else the first on
 * PATH whose version fits. One that was named is never replaced by another.
 * @param named the path that `--k6` gives, or null
 * @throws {K6Error} when none fits; the message says what was looked at, in order, and how to mend it.
 */
export async function locateK6(
  named: string | null,
  environment: NodeJS.ProcessEnv,
): Promise<K6Binary> {
  if (named !== null) return mustFit(named, 'option', '--k6');
  const variable = environment['K6_BIN'] ?? '';
  if (variable !== '') return mustFit(variable, 'variable', 'K6_BIN');

  const seen: string[] = [];
  const cacheFolder = toolCacheFolder(environment);
  const onPath = await findOnPath('k6', environment['PATH']);
  const candidates = [
    { program: cachedK6(cacheFolder), source: 'cache' as const },
    ...onPath.map((program) => ({ program, source: 'path' as const })),
  ];
  for (const { program, source } of candidates) {
    const asked = await askK6(program);
    if (asked.fits) return { program, version: asked.version, source };
    seen.push(`${program}: ${asked.why}`);
  }
  if (onPath.length === 0) seen.push('PATH: no k6.');

  throw new K6Error(
    [
      'k6, which sends the load, is not there.',
      'Looked for, in this order: --k6, K6_BIN, the tool cache, k6 on PATH:',
      '  --k6: not given.',
      '  K6_BIN: not set.',
      ...seen.map((line) => `  ${line}`),
      'Build it into the tool cache with: landfall load install-k6',
      `or install k6 ${K6_RANGE} (https://grafana.com/docs/k6/latest/set-up/install-k6/) and run this again.`,
    ].join('\n'),
  );
}

async function mustFit(
  program: string,
  source: K6Binary['source'],
  origin: string,
): Promise<K6Binary> {
  const asked = await askK6(program);
  if (asked.fits) return { program, version: asked.version, source };
  throw new K6Error(
    `${origin} names ${program}, and it cannot be taken: ${asked.why} Name another k6, or leave ${origin} out and run: landfall load install-k6`,
  );
}
