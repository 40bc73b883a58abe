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
    spec: watch(spec, '', { note, watched: new Map() }),
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
  let pointer = '';
  for (const key of path) pointer += `/${escaped(String(key))}`;
  return pointer;
}

/** Few keys have to be: to look is faster than to replace nothing twice. */
function escaped(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** Every leaf of a value: scalars, and lists or maps with nothing in them. */
export function leavesOf(value: unknown): readonly string[] {
  const leaves: string[] = [];
  addLeaves(value, '', leaves);
  return leaves;
}

function addLeaves(value: unknown, pointer: string, leaves: string[]): void {
  if (value === undefined) return;
  const members = value !== null && typeof value === 'object' ? Object.entries(value) : [];
  if (members.length === 0) leaves.push(pointer);
  for (const [key, member] of members) addLeaves(member, pointer + pointerOf([key]), leaves);
}

interface Watching {
  readonly note: (pointer: string) => void;
  /** The proxies that were handed out, by what they stand for. */
  readonly watched: Map<object, object>;
}

function watch<Value extends object>(value: Value, pointer: string, watching: Watching): Value {
  const known = watching.watched.get(value);
  if (known !== undefined) return known as Value;
  const proxy = new Proxy(value, new Watch(value, pointer, watching));
  watching.watched.set(value, proxy);
  return proxy;
}

/** A class, since a large spec has tens of thousands of these: the traps stand in the prototype, once. */
class Watch<Value extends object> implements ProxyHandler<Value> {
  readonly #pointer: string;
  readonly #isEmpty: boolean;
  readonly #watching: Watching;
  /** Leaves are read many times over: their pointers are made once. */
  #leaves: Map<string, string> | null = null;

  constructor(value: Value, pointer: string, watching: Watching) {
    this.#pointer = pointer;
    this.#isEmpty = Object.keys(value).length === 0;
    this.#watching = watching;
  }

  get(target: Value, key: string | symbol, receiver: unknown): unknown {
    const member: unknown = Reflect.get(target, key, receiver);
    if (typeof key === 'symbol') {
      this.#noteEmpty();
      return member;
    }
    if (!Object.hasOwn(target, key)) return member;
    // A list's length is no leaf of its own, but asking an empty one for it is reading all there is.
    if (Array.isArray(target) && key === 'length') {
      this.#noteEmpty();
      return member;
    }
    if (member !== null && typeof member === 'object') {
      const known = this.#watching.watched.get(member);
      return known ?? watch(member, this.#pointer + pointerOf([key]), this.#watching);
    }
    this.#watching.note(this.#leafAt(key));
    return member;
  }

  ownKeys(target: Value): (string | symbol)[] {
    this.#noteEmpty();
    return Reflect.ownKeys(target);
  }

  set(): never {
    throw new TypeError('A check may not change the spec.');
  }

  deleteProperty(): never {
    throw new TypeError('A check may not change the spec.');
  }

  #noteEmpty(): void {
    if (this.#isEmpty) this.#watching.note(this.#pointer);
  }

  #leafAt(key: string): string {
    this.#leaves ??= new Map();
    const known = this.#leaves.get(key);
    if (known !== undefined) return known;
    const leaf = this.#pointer + pointerOf([key]);
    this.#leaves.set(key, leaf);
    return leaf;
  }
}
