/**
 * How long each request is in a queue of `slots` before equal servers, first come, first served, when these arrivals meet these
 * services: `start = max(arrival, the earliest that a server is free)`. This has no chance in it, so that what is measured
 * of a queue can be held against it without any allowance for samples.
 * @param arrivedMs ascending
 */
export function replaySojourns(
  arrivedMs: readonly number[],
  serviceMs: readonly number[],
  slots: number,
): number[] {
  const free = new Array<number>(slots).fill(-Infinity);
  return arrivedMs.map((arrival, index) => {
    const earliest = free.indexOf(Math.min(...free));
    const end = Math.max(arrival, free[earliest] ?? -Infinity) + (serviceMs[index] ?? 0);
    free[earliest] = end;
    return end - arrival;
  });
}
