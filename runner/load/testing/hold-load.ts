// Runs a load of a minute and prints the id of its k6 process, to be killed in the middle of it.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { planFor } from '../../../load/plan/testing/plans.ts';
import { runLoad } from '../run-load.ts';

const [origin = '', program = ''] = process.argv.slice(2);
const phases = [{ name: 'steady', seconds: 60, requestsPerSecond: 10 }];
void runLoad(planFor(origin, { phases }), { k6: { program } });
await sleep(3_000);

/** The parent of a process is the fourth word of its stat (proc(5)), after a name in brackets. */
const own = readdirSync('/proc')
  .filter((name) => /^\d+$/.test(name))
  .find((id) => {
    try {
      const [, parent] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return Number(parent) === process.pid;
    } catch {
      return false;
    }
  });
process.stdout.write(`${own ?? 'none'}\n`);
