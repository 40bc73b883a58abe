import { listenForInterrupts } from '../../runner/interrupt.ts';
import { installK6 } from '../../runner/load/install-k6.ts';

/** Builds k6 into the tool cache and prints where it is; progress goes to standard error. */
export async function loadInstallK6Command(): Promise<number> {
  const interrupts = listenForInterrupts();
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  try {
    const { program } = await installK6(process.env, tell, interrupts.signal);
    process.stdout.write(`${program}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'K6Error')) throw error;
    process.stderr.write(`${error.message}\n`);
    return interrupts.interruption() ?? 2;
  } finally {
    interrupts.stop();
  }
}
