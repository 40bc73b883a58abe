// One comparison, in a process of its own: `client.ts <source port> <target port>` tells its parent what it took.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { PARITY_DEFAULTS } from '../../runner/parity/options.ts';
import { runParity } from '../../runner/parity/run-parity.ts';

export interface Measured {
  readonly verdict: string;
  readonly ms: number;
  readonly changed: number;
  readonly parts: number;
  readonly peakRssMiB: number;
}

async function compare(ports: Readonly<Record<'source' | 'target', number>>): Promise<Measured> {
  const store = await mkdtemp(join(tmpdir(), 'landfall-bench-parity-'));
  const startMs = performance.now();
  try {
    const { document } = await runParity({
      connect: async (side) => {
        const database = { user: 'postgres', database: 'postgres' };
        const client = new pg.Client({ host: '127.0.0.1', port: ports[side], ...database });
        client.on('error', () => undefined);
        await client.connect();
        return client;
      },
      servers: { source: 'source', target: 'target' },
      store,
      resume: null,
      tables: [],
      exclude: [],
      live: null,
      showValues: false,
      limits: PARITY_DEFAULTS,
      signal: new AbortController().signal,
      events: {},
    });
    const [table] = document.tables;
    return {
      verdict: document.verdict,
      ms: Math.round(performance.now() - startMs),
      changed: table?.counts.changed ?? 0,
      parts: table?.parts.total ?? 0,
      peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    await rm(store, { recursive: true, force: true });
  }
}

const [source, target] = process.argv.slice(2).map(Number);
process.send?.(await compare({ source: source ?? 0, target: target ?? 0 }));
