import type { ScopeSpec } from './spec/sections/scope.ts';

/** What the scope is asked of: a resource as AWS lists it. */
export interface ScopedResource {
  readonly name: string;
  readonly arn: string;
}

/** Why a resource is in the scope; null when it is not. `tagged` holds the ARNs of all that carries the scope's tags. */
export function placeInScope(
  { namePrefixes = [] }: ScopeSpec,
  { name, arn }: ScopedResource,
  tagged: ReadonlySet<string>,
): 'name' | 'tags' | null {
  const folded = name.toLowerCase();
  if (namePrefixes.some((prefix) => folded.startsWith(prefix.toLowerCase()))) return 'name';
  return tagged.has(arn) ? 'tags' : null;
}

/** Whether the scope has tags. Without any, nothing is in it for its tags: every resource carries all of none. */
export function hasTags({ tags }: ScopeSpec): boolean {
  return Object.keys(tags ?? {}).length > 0;
}
