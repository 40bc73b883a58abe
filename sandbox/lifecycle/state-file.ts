import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const port = z.int().min(1).max(65535);
const pid = z.int().min(1);

const sandboxState = z.object({
  version: z.literal(1),
  url: z.url(),
  accountId: z.string().regex(/^\d{12}$/),
  /** The supervisor ends all others. */
  pids: z.object({ supervisor: pid, emulator: pid }),
  ports: z.object({ overlay: port, emulator: port }),
  /** What a run needs in its environment to find the databases. */
  environment: z.record(z.string(), z.string()),
  startedAt: z.iso.datetime(),
});

/** What a detached sandbox writes down about itself for those who come later. */
export type SandboxState = z.infer<typeof sandboxState>;

/** `root` is the folder that has, or gets, `.landfall`. */
export function stateFile(root: string): string {
  return join(root, '.landfall', 'sandbox', 'state.json');
}

/** Null when there is none, or none that can be read: both mean that no sandbox is known. */
export async function readState(file: string): Promise<SandboxState | null> {
  try {
    return sandboxState.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Writes the state unless there is one already; false when there is. A reader never sees half of it. */
export async function claimState(file: string, state: SandboxState): Promise<boolean> {
  const draft = await writeDraft(file, state);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Writes the state over whatever is there. */
export async function replaceState(file: string, state: SandboxState): Promise<void> {
  await rename(await writeDraft(file, state), file);
}

/** Removes the state of that supervisor; another's stays. */
export async function removeState(file: string, supervisorPid: number): Promise<void> {
  const state = await readState(file);
  if (state === null || state.pids.supervisor === supervisorPid) await rm(file, { force: true });
}

async function writeDraft(file: string, state: SandboxState): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  await writeFile(draft, `${JSON.stringify(state, null, 2)}\n`);
  return draft;
}
