// The stub as a process of its own, so that neither its memory nor its work is counted as ours. It says on standard
// output where it listens, and ends when its standard input is closed.
import type { AddressInfo } from 'node:net';
import { estateOf } from '../estate.ts';
import { ANSWERS } from './registry.ts';
import { startStub } from './server.ts';
import { worldOf } from './world.ts';

const [size, latencyMs] = process.argv.slice(2).map(Number);
if (size === undefined || latencyMs === undefined || !(size > 0) || !(latencyMs >= 0)) {
  throw new Error('Say the size of the estate and the latency in milliseconds.');
}
const { server } = await startStub(ANSWERS, worldOf(estateOf(size)), latencyMs);
const { port } = server.address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
process.stdin.resume().on('end', () => {
  server.closeAllConnections();
  server.close();
});
