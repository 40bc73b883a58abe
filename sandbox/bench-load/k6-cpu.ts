import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A k6 that tells what it took of the CPU when it has ended. */
export interface MeasuredK6 {
  readonly program: string;
  /** User and system time of the last run, in seconds. */
  cpuSeconds(): Promise<number>;
  remove(): Promise<void>;
}

/** @param isSilent leaves out the stream that Landfall reads: what is left is k6's own work. */
export async function measuredK6(k6: string, isSilent: boolean): Promise<MeasuredK6> {
  const folder = await mkdtemp(join(tmpdir(), 'landfall-bench-k6-'));
  const program = join(folder, 'k6');
  const times = join(folder, 'times');
  const words = isSilent
    ? `words=(); for word in "$@"; do case "$word" in --out|json=-) ;; *) words+=("$word");; esac; done`
    : 'words=("$@")';
  await writeFile(
    program,
    `#!/bin/bash\n${words}\n'${k6}' "\${words[@]}"\ncode=$?\ntimes > '${times}'\nexit $code\n`,
  );
  await chmod(program, 0o755);
  return {
    program,
    // The second line is that of the shell's children: user and system time, such as `0m1.234s 0m0.567s`.
    cpuSeconds: async () => {
      const [, line = ''] = (await readFile(times, 'utf8')).split('\n');
      return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
        (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
        0,
      );
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
