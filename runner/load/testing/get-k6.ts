// Prints where k6 is, and builds it into the tool cache where it is not: for tests, which must know before they begin.
import { installK6 } from '../install-k6.ts';
import { locateK6 } from '../k6-binary.ts';
import { K6Error } from '../k6-error.ts';

try {
  const k6 = await locateK6(null, process.env).catch((error: unknown) => {
    if (!(error instanceof K6Error) || (process.env['K6_BIN'] ?? '') !== '') throw error;
    return installK6(process.env, (line) => process.stderr.write(`${line}\n`));
  });
  process.stdout.write(JSON.stringify(k6));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
