import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Log = z.strictObject({
  requests: z.record(z.string(), z.number()),
  unknown: z.array(z.string()),
  refused: z.array(z.string()),
  mostAtOnce: z.number(),
});
export type StubLog = z.infer<typeof Log>;

export interface StubProcess {
  readonly url: string;
  /** What it was asked since this was last called. */
  takeLog(): Promise<StubLog>;
  stop(): Promise<void>;
}

/** The stub as a process of its own, for an estate of so many services. */
export async function startStubProcess(size: number, latencyMs: number): Promise<StubProcess> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'stub', 'main.ts'), String(size), String(latencyMs)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      resolve();
    });
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', (line) => {
      resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once('error', reject);
    child.once('close', () => {
      reject(new Error('The stub ended before it listened.'));
    });
  });
  return {
    url,
    takeLog: async () => Log.parse(await (await fetch(`${url}/-/log`, { method: 'POST' })).json()),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
