/** What clients may rely on behind a pooler, and whether they can. */
export interface PoolerPromise {
  readonly says: string;
  readonly status: 'pass' | 'fail' | 'unknown';
}

/** What was tried of a pooler. */
export interface PoolingResult {
  readonly server: string;
  readonly declaredMode: string;
  readonly promises: readonly PoolerPromise[];
  /** What nobody may rely on in the declared mode, as it was seen. */
  readonly notPromised: readonly string[];
  /** What could not be decided or removed, as sentences. */
  readonly notes: readonly string[];
  /** Whether something that was tried is still there. */
  readonly left: boolean;
}

/** A broken promise outranks what could not be seen; nothing promised is nothing proven. */
export function poolingExitCode({ promises, left }: PoolingResult): 0 | 1 | 3 {
  const has = (wanted: PoolerPromise['status']) => promises.some(({ status }) => status === wanted);
  if (has('fail')) return 1;
  return promises.length === 0 || has('unknown') || left ? 3 : 0;
}
