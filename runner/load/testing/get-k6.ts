// Prints where k6 is, and builds it into the tool cache where it is not: for tests, which must know before they begin.
import { ensureK6 } from '../ensure-k6.ts';

try {
  const k6 = await ensureK6(process.env, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(JSON.stringify(k6));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
