import { matches, patternOf } from './pattern.ts';
import { SERVICE_ACTIONS, SERVICE_PREFIXES } from './service-actions.ts';

const PREFIXES: ReadonlySet<string> = new Set(SERVICE_PREFIXES.split(' '));

/**
 * Whether AWS has an action, or one that a pattern stands for, such as `s3:Delete*`: a misspelt one is allowed to nobody. Of services that
 * applications have little to do with it is taken to.
 */
export function isKnownAction(action: string): boolean {
  const [service = '', name] = action.toLowerCase().split(':');
  if (name === undefined) return service === '*';
  if (!PREFIXES.has(service)) return false;
  const names = SERVICE_ACTIONS[service]?.split(' ');
  if (names === undefined) return true;
  const pattern = patternOf(name);
  return names.some((one) => matches(pattern, one));
}
