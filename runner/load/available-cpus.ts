import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { posix } from 'node:path';

const CGROUPS = '/sys/fs/cgroup';

/**
 * How many CPUs this process and its children may use: those that it may run on, and no more than the quota of any control group
 * that it is in. Node takes a quota for whole CPUs, of which half a one is none.
 */
export async function availableCpus(
  read: (path: string) => Promise<string> = (path) => readFile(path, 'utf8'),
): Promise<number> {
  const membership = await read('/proc/self/cgroup').catch(() => '');
  const own = /^0::(\/.*)$/m.exec(membership)?.[1] ?? '/';
  const quotas: number[] = [];
  for (let group = own; ; group = posix.dirname(group)) {
    const limit = await read(posix.join(CGROUPS, group, 'cpu.max')).catch(() => '');
    quotas.push(quotaOf(limit));
    if (group === '/') break;
  }
  return Math.min(availableParallelism(), ...quotas);
}

/** Of `150000 100000`, 1.5 CPUs; `max` is no limit (https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files). */
function quotaOf(limit: string): number {
  const [, quota, period] = /^(\d+) (\d+)\s*$/.exec(limit) ?? [];
  const cpus = Number(quota ?? Number.NaN) / Number(period ?? Number.NaN);
  return cpus > 0 && Number.isFinite(cpus) ? cpus : Number.POSITIVE_INFINITY;
}
