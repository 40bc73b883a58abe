import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A k6 without the stream that Landfall reads: what is left is its own work. */
export interface SilentK6 {
  readonly program: string;
  remove(): Promise<void>;
}

export async function silentK6(k6: string): Promise<SilentK6> {
  const folder = await mkdtemp(join(tmpdir(), 'landfall-bench-k6-'));
  const program = join(folder, 'k6');
  // The shell becomes k6, so that what is seen of the process is of k6.
  await writeFile(
    program,
    `#!/bin/bash
words=(); for word in "$@"; do case "$word" in --out|json=-) ;; *) words+=("$word");; esac; done
exec '${k6}' "\${words[@]}"
`,
  );
  await chmod(program, 0o755);
  return { program, remove: () => rm(folder, { recursive: true, force: true }) };
}
