import { installK6 } from './install-k6.ts';
import { locateK6, type K6Binary } from './k6-binary.ts';
import { K6Error } from './k6-error.ts';

/**
 * The k6 that is there, or else the pinned one, which is built into the tool cache. One that `K6_BIN` names is never replaced.
 * @param tell is given each line of progress
 * @throws {K6Error} when it cannot be had; the message says why and what to do.
 */
export async function ensureK6(
  environment: NodeJS.ProcessEnv,
  tell: (line: string) => void,
): Promise<K6Binary> {
  try {
    return await locateK6(null, environment);
  } catch (error) {
    if (!(error instanceof K6Error) || (environment['K6_BIN'] ?? '') !== '') throw error;
    return installK6(environment, tell);
  }
}
