import type { Observation } from '../../core/observation.ts';

/** One observation for each key, all at once. */
export async function observeEach<Item>(
  keys: readonly string[],
  observeOne: (key: string) => Promise<Observation<Item>>,
): Promise<Readonly<Record<string, Observation<Item>>>> {
  const entries = await Promise.all(
    keys.map(async (key): Promise<[string, Observation<Item>]> => [key, await observeOne(key)]),
  );
  return Object.fromEntries(entries);
}
