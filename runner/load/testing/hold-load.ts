// Runs a load of a minute: prints which processes it started, to be stopped in the middle of it, and how it ended.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { planFor } from '../../../load/plan/testing/plans.ts';
import { runLoad } from '../run-load.ts';

const [origin = '', program = '', silenceMs = ''] = process.argv.slice(2);
const phases = [{ name: 'steady', seconds: 60, requestsPerSecond: 10 }];
const running = runLoad(planFor(origin, { phases }), {
  k6: { program },
  silenceMs: Number(silenceMs),
});
await sleep(3_000);
process.stdout.write(`${JSON.stringify({ k6: child(program), watchdog: child('watchdog') })}\n`);
const { stop, problems, fold } = await running;
process.stdout.write(`${JSON.stringify({ stop, problems, requests: fold.account().requests })}\n`);

/** The child whose command has a word. The parent of a process is the fourth word of its stat (proc(5)), after a name in brackets. */
function child(word: string): number {
  const id = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) => {
      try {
        const [, parent] =
          readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        return Number(parent) === process.pid && command.includes(word);
      } catch {
        return false;
      }
    });
  return Number(id);
}
