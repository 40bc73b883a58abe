import type { Json } from '../json.ts';
import { pointerOf } from '../spec/reads.ts';

/** The pointer of the whole document: what differs when nobody can say where. */
export const EVERYWHERE = '';

/**
 * The places at which two specs differ, as sorted JSON pointers: a leaf that has another value, an entry that only one
 * has, a list of another length. The order of a map's keys is no difference.
 */
export function specChanges(before: Json, after: Json): readonly string[] {
  return differences(before, after, '').sort();
}

function differences(before: Json, after: Json, pointer: string): string[] {
  if (before === after) return [];
  const left = membersOf(before);
  const right = membersOf(after);
  if (left === null || right === null) return [pointer];
  if (left.isList !== right.isList) return [pointer];
  if (left.isList && left.members.size !== right.members.size) return [pointer];
  const names = new Set([...left.members.keys(), ...right.members.keys()]);
  return [...names].flatMap((name) => {
    const place = pointer + pointerOf([name]);
    const one = left.members.get(name);
    const other = right.members.get(name);
    return one === undefined || other === undefined ? [place] : differences(one, other, place);
  });
}

interface Members {
  readonly isList: boolean;
  readonly members: ReadonlyMap<string, Json>;
}

/** Null for a scalar. */
function membersOf(value: Json): Members | null {
  if (value === null || typeof value !== 'object') return null;
  return { isList: Array.isArray(value), members: new Map(Object.entries(value)) };
}

/** Says whether a place of the spec is at, below or above one that differs. */
export function touchedBy(changes: readonly string[]): (pointer: string) => boolean {
  const changed = new Set(changes);
  const above = new Set(changes.flatMap(ancestorsOf));
  return (pointer) =>
    changed.has(pointer) ||
    above.has(pointer) ||
    ancestorsOf(pointer).some((ancestor) => changed.has(ancestor));
}

/** Every pointer that a pointer is below, the whole document's included. */
function ancestorsOf(pointer: string): readonly string[] {
  const ancestors: string[] = [];
  for (let at = pointer.lastIndexOf('/'); at >= 0; at = pointer.lastIndexOf('/', at - 1)) {
    ancestors.push(pointer.slice(0, at));
    if (at === 0) break;
  }
  return ancestors;
}
