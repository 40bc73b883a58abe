import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where tools are kept that Landfall installs for itself: `$LANDFALL_CACHE`, else the user's cache folder. */
export function toolCacheFolder(environment: NodeJS.ProcessEnv): string {
  const own = environment['LANDFALL_CACHE'];
  if (own !== undefined && own !== '') return resolve(own);
  const users = environment['XDG_CACHE_HOME'];
  if (users !== undefined && users !== '') return resolve(users, 'landfall');
  return join(homedir(), '.cache', 'landfall');
}
