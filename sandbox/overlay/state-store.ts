/**
 * What the emulator cannot hold: settings it drops, and resources it has no operation for. JSON values by key;
 * a key is a path (`backup/restore-jobs`), so that keys of one kind can be listed.
 */
export interface StateStore {
  get: (key: string) => unknown;
  put: (key: string, value: unknown) => void;
  remove: (key: string) => void;
  /** Everything, by key. */
  all: () => Record<string, unknown>;
  clear: () => void;
}

/** The key of what belongs to one account and region. */
export function stateKey(accountId: string, region: string, key: string): string {
  return `${accountId}/${region}/${key}`;
}

export function createStateStore(): StateStore {
  const values = new Map<string, unknown>();
  return {
    get: (key) => values.get(key),
    put: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    all: () => Object.fromEntries(values),
    clear: () => {
      values.clear();
    },
  };
}
