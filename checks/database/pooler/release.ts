/** Release numbers of pgBouncer, such as `[1, 18, 0]`. */
export type Release = readonly [number, number, number];

/** The release in what the console says, such as `PgBouncer 1.18.0`; null when it says none. */
export function releaseOf(version: string): Release | null {
  const [, major, minor, patch] = /^PgBouncer (\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return null;
  return [Number(major), Number(minor), Number(patch)];
}

export function isBefore(left: Release, right: Release): boolean {
  const at = left.findIndex((number, index) => number !== right[index]);
  return at !== -1 && (left[at] ?? 0) < (right[at] ?? 0);
}
