import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * What Linux counts CPU time by, whatever the machine's own clock does: 100 a second on every architecture that k6 is built for
 * (`sysconf(_SC_CLK_TCK)`, https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html).
 */
const TICKS_PER_SECOND = 100;
const PS_TIMEOUT_MS = 2_000;

/** User and system time that a process took since it began, in seconds; null when the system does not tell it, or of none. */
export async function cpuSecondsOf(
  pid: number,
  platform: NodeJS.Platform = process.platform,
): Promise<number | null> {
  try {
    return platform === 'linux'
      ? secondsOfStat(await readFile(`/proc/${pid}/stat`, 'utf8'))
      : secondsOfPs((await askPs(pid)).stdout);
  } catch {
    // What cannot be read was not seen; it is kept as such, and judged as such.
    return null;
  }
}

function askPs(pid: number) {
  return execute('ps', ['-o', 'cputime=', '-p', String(pid)], { timeout: PS_TIMEOUT_MS });
}

/** The 14th and the 15th word of a stat; the second, a name in brackets, may have blanks and brackets in it. */
export function secondsOfStat(stat: string): number | null {
  const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = [words[11], words[12]].map((word) => Number(word ?? Number.NaN));
  const seconds = ticks.reduce((sum, count) => sum + count, 0) / TICKS_PER_SECOND;
  return stat.includes(')') && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/** Such as `1:02.50` or `2-03:04:05`, as POSIX has it (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/ps.html). */
export function secondsOfPs(text: string): number | null {
  const found = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text.trim());
  if (found === null) return null;
  const [, days = '0', hours = '0', minutes, seconds] = found;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
