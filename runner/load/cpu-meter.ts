import { setInterval } from 'node:timers';
import type { CpuSample, GeneratorCpu } from '../../load/kept/generator-cpu.ts';
import { availableCpus } from './available-cpus.ts';
import { cpuSecondsOf } from './process-cpu.ts';

const EVERY_MS = 1_000;

/** Looks each second at what Landfall and the k6 processes of a load take of the CPU. */
export interface CpuMeter {
  /** A k6 process that began; what is returned is called when it has ended. */
  readonly began: (pid: number) => () => void;
  /** All k6 processes have ended. */
  readonly stop: () => void;
  readonly taken: () => GeneratorCpu;
}

interface Metered {
  readonly pid: number;
  hasEnded: boolean;
  last: number | null;
}

/** @param processes how many k6 processes will begin; of one that does not, nothing is seen */
export async function startCpuMeter(processes: number): Promise<CpuMeter> {
  const cpus = await availableCpus();
  const metered: Metered[] = [];
  const samples: CpuSample[] = [];
  const before = process.cpuUsage();
  let isLooking = false;
  let stoppedAtMs: number | null = null;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    const k6 = await Promise.all(metered.map(secondsOf));
    const { user, system } = process.cpuUsage(before);
    isLooking = false;
    if (stoppedAtMs !== null) return;
    const missing = Array.from({ length: Math.max(0, processes - k6.length) }, () => null);
    samples.push({ atMs: Date.now(), landfall: (user + system) / 1e6, k6: [...k6, ...missing] });
  };
  const ticking = setInterval(() => void look(), EVERY_MS);
  return {
    began: (pid) => {
      const one: Metered = { pid, hasEnded: false, last: null };
      metered.push(one);
      return () => {
        one.hasEnded = true;
      };
    },
    stop: () => {
      clearInterval(ticking);
      stoppedAtMs = Date.now();
    },
    taken: () => ({ cpus, endedAtMs: stoppedAtMs ?? Date.now(), samples: [...samples] }),
  };
}

async function secondsOf(one: Metered): Promise<number | null> {
  if (one.hasEnded) return one.last;
  const seconds = await cpuSecondsOf(one.pid);
  if (seconds !== null) one.last = seconds;
  return seconds;
}
