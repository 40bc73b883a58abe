import type { CpuSample, GeneratorCpu } from '../kept/generator-cpu.ts';
import { type Estimate, estimate, inconclusive } from '../stats/estimate.ts';
import type { StreamAccount } from '../stream/load-fold.ts';

/** The part of what a machine has for k6 that it took, 1 being all of it. */
export interface CpuShare {
  readonly ratio: number;
}

/**
 * A program that takes more of its machine sends late and measures itself (https://grafana.com/docs/k6/latest/testing-guides/running-large-tests/).
 */
export const CPU_LIMIT_RATIO = 0.8;

/** Over shorter times a garbage collection looks like a machine that is too small. */
const AVERAGED_MS = 10_000;
/** Samples are taken each second; one may be missed at either end. */
const EDGE_MS = 2_500;
/** Where Landfall takes all of a machine, something is still divided by. */
const LEAST_LEFT_RATIO = 0.01;

/**
 * How much of what its machine had for it the k6 of any generator took in the busiest ten seconds of a stretch of a scenario. What
 * a machine has for k6 are the CPUs that its programs may use less what Landfall, which reads what k6 tells, takes of them.
 * What else runs on the machine is not seen, and shows in how late requests are sent.
 * @param account of which each stream is a k6 process, which must have been seen, and which tells when the scenario began
 */
export function greatestCpuShare(
  generators: readonly GeneratorCpu[],
  account: Pick<StreamAccount, 'streams' | 'zerosMs'>,
  span: { readonly fromSeconds: number; readonly toSeconds: number },
): Estimate<CpuShare> {
  const unseen = inconclusive('What k6 took of the CPU was not seen.');
  const processes = generators.reduce((sum, { samples }) => sum + (samples[0]?.k6.length ?? 0), 0);
  const [zeroMs] = account.zerosMs;
  if (zeroMs === undefined || processes === 0 || processes !== account.streams) return unseen;
  const fromMs = zeroMs + 1000 * span.fromSeconds;
  const toMs = zeroMs + 1000 * span.toSeconds;
  const ratios = generators.map((generator) => greatestRatio(generator, fromMs, toMs));
  const seen = ratios.filter((ratio) => ratio !== null);
  // One that took too much is enough; that none did must have been seen of all.
  const greatest = Math.max(0, ...seen);
  if (greatest > CPU_LIMIT_RATIO) return estimate({ ratio: greatest });
  return seen.length < ratios.length ? unseen : estimate({ ratio: greatest });
}

/** Null when it was not seen all the time. */
function greatestRatio(
  { cpus, samples, endedAtMs }: GeneratorCpu,
  fromMs: number,
  toMs: number,
): number | null {
  const taken = samples.flatMap(({ atMs, landfall, k6 }) => {
    const known = k6.filter((seconds) => seconds !== null);
    return atMs < fromMs || atMs > toMs || known.length < k6.length
      ? []
      : [{ atMs, landfall, k6: known.reduce((sum, seconds) => sum + seconds, 0) }];
  });
  const [first] = taken;
  const last = taken.at(-1);
  if (first === undefined || last === undefined || first === last) return null;
  if (first.atMs > fromMs + EDGE_MS || last.atMs < Math.min(toMs, endedAtMs) - EDGE_MS) return null;
  let greatest = last.atMs - first.atMs < AVERAGED_MS ? ratioBetween(first, last, cpus) : 0;
  let begin = 0;
  for (const end of taken) {
    // The shortest stretch of at least so long that ends here.
    while (end.atMs - (taken[begin + 1]?.atMs ?? Number.POSITIVE_INFINITY) >= AVERAGED_MS) {
      begin += 1;
    }
    const from = taken[begin];
    if (from === undefined || end.atMs - from.atMs < AVERAGED_MS) continue;
    greatest = Math.max(greatest, ratioBetween(from, end, cpus));
  }
  return greatest;
}

function ratioBetween(
  from: Pick<CpuSample, 'atMs' | 'landfall'> & { readonly k6: number },
  to: Pick<CpuSample, 'atMs' | 'landfall'> & { readonly k6: number },
  cpus: number,
): number {
  const available = (cpus * (to.atMs - from.atMs)) / 1000;
  const left = Math.max(available - (to.landfall - from.landfall), LEAST_LEFT_RATIO * available);
  return (to.k6 - from.k6) / left;
}
