import { startSandbox } from '../../lifecycle/sandbox.ts';

/** A process that has a sandbox and does nothing: for tests of how it ends. Prints the emulator's process id. */
const sandbox = await startSandbox();
process.stdout.write(`${sandbox.emulator.pid}\n`);
