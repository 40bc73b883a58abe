// One lane of the matrix, as a process of its own: a deployed sandbox, in which it tries the faults that it is handed, one after
// the other, until nobody hands it any.
import { once } from 'node:events';
import { loadSuite } from '../../../runner/suites.ts';
import { deploySpec } from '../../deploy/deploy.ts';
import { FAULTS } from '../../faults/registry.ts';
import { startSandbox } from '../../lifecycle/sandbox.ts';
import { type Bench, runSuite, tryFault } from '../bench.ts';
import { loadMatrixSpec } from '../matrix-spec.ts';
import type { Handed, Told } from './messages.ts';

// The sandbox takes any credentials, and the runner's clients want some.
process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';

const spec = await loadMatrixSpec();
const { id: accountId } = spec.document.spec.account;
const sandbox = await startSandbox({ accountId, replay: true, databases: true });
try {
  await deploySpec(spec.document.spec, sandbox.url);
  const environment = { ...sandbox.databases?.environment };
  const suite = await loadSuite('cutover');
  const bench: Bench = { endpoint: sandbox.url, environment, spec, suite };
  const unbroken = await runSuite(bench);
  const ended = once(process, 'disconnect').then(() => null);
  let handed = next();
  tell({ kind: 'unbroken', findings: unbroken });
  for (let one = await Promise.race([handed, ended]); one !== null;) {
    const { fault: id } = one;
    const fault = FAULTS.find((known) => known.id === id);
    if (fault === undefined) throw new Error(`There is no fault ${id}.`);
    const { found, missed, unexpected, unknown, left } = await tryFault(bench, fault, unbroken);
    handed = next();
    tell({ kind: 'tried', result: { found, missed, unexpected, unknown, left } });
    one = await Promise.race([handed, ended]);
  }
} finally {
  await sandbox.stop();
}

/** Listens before the last answer is told, since what is handed then may come at once. */
async function next(): Promise<Handed> {
  const [message] = (await once(process, 'message')) as [Handed];
  return message;
}

function tell(told: Told): void {
  // The one who handed the faults is gone when the matrix broke off: then nobody is to be told.
  if (process.connected) process.send?.(told);
}
