import type { Spec } from './spec.ts';

/** Knows which leaves of a spec were read, so that what no check looks at can be listed. */
export interface ReadTracker {
  /** The spec to hand out. Reading a leaf of it is noted; writing to it throws. */
  readonly spec: Spec;
  /** Runs `work` and says which leaves it read, as sorted JSON pointers. */
  readonly during: <Value>(work: () => Value) => { value: Value; reads: readonly string[] };
}

export function trackReads(spec: Spec): ReadTracker {
  let current: Set<string> | null = null;
  const note = (pointer: string) => {
    current?.add(pointer);
  };
  return {
    spec: watch(spec, '', note, new Map()),
    during: (work) => {
      const outer = current;
      const reads = new Set<string>();
      current = reads;
      try {
        return { value: work(), reads: [...reads].sort() };
      } finally {
        current = outer;
      }
    },
  };
}

/** The JSON pointer (RFC 6901) of a path. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Every leaf of a value: scalars, and lists or maps with nothing in them. */
export function leavesOf(value: unknown, pointer = ''): readonly string[] {
  if (value === undefined) return [];
  if (value === null || typeof value !== 'object') return [pointer];
  const members = Object.entries(value);
  if (members.length === 0) return [pointer];
  return members.flatMap(([key, member]) => leavesOf(member, pointer + pointerOf([key])));
}

function watch<Value extends object>(
  value: Value,
  pointer: string,
  note: (pointer: string) => void,
  watched: Map<object, object>,
): Value {
  const known = watched.get(value);
  if (known !== undefined) return known as Value;
  const isEmpty = Object.keys(value).length === 0;
  // Leaves are read many times over: their pointers are made once.
  const leaves = new Map<string, string>();
  const proxy = new Proxy(value, {
    get(target, key, receiver) {
      const member: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol') {
        if (isEmpty) note(pointer);
        return member;
      }
      if (!Object.hasOwn(target, key)) return member;
      // A list's length is no leaf of its own, but asking an empty one for it is reading all there is.
      if (Array.isArray(target) && key === 'length') {
        if (isEmpty) note(pointer);
        return member;
      }
      if (member !== null && typeof member === 'object') {
        return watched.get(member) ?? watch(member, pointer + pointerOf([key]), note, watched);
      }
      const leaf = leaves.get(key) ?? pointer + pointerOf([key]);
      leaves.set(key, leaf);
      note(leaf);
      return member;
    },
    ownKeys(target) {
      if (isEmpty) note(pointer);
      return Reflect.ownKeys(target);
    },
    set() {
      throw new TypeError('A check may not change the spec.');
    },
    deleteProperty() {
      throw new TypeError('A check may not change the spec.');
    },
  });
  watched.set(value, proxy);
  return proxy;
}
