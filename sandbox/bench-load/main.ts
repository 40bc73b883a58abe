// `npm run bench:load -- --requests 10000000`: how many requests of k6's stream can be folded in a second on one core, and in
// how much memory; and what a run of real k6 costs beside what was planned.
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import type { GeneratorCpu } from '../../load/kept/generator-cpu.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { gapsOf } from '../../load/stream/completeness.ts';
import { LoadFold } from '../../load/stream/load-fold.ts';
import { latencyQuantile, merged } from '../../load/stats/latency-histogram.ts';
import { locateK6 } from '../../runner/load/k6-binary.ts';
import { runLoad } from '../../runner/load/run-load.ts';
import { forkLoadTarget } from '../load-target/process.ts';
import { generateStream } from './generated-stream.ts';
import { silentK6 } from './silent-k6.ts';

// As the command line has them.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=50');

const MIB = 1024 * 1024;
const VIRTUAL_USERS = 500;
/** Of what k6 takes for itself, what Landfall may take beside it. */
const OVERHEAD_AIM = 0.15;

function foldGenerated(requests: number, requestsPerSecond: number): object {
  const fold = new LoadFold();
  const stream = fold.openStream();
  let foldMs = 0;
  let characters = 0;
  let fed = 0;
  let looks = 0;
  let peakMiB = 0;
  for (const piece of generateStream(requests, requestsPerSecond)) {
    const before = performance.now();
    stream.push(piece.text);
    foldMs += performance.now() - before;
    characters += piece.text.length;
    fed += piece.requests;
    if (++looks % 1000 === 0) peakMiB = Math.max(peakMiB, process.memoryUsage.rss() / MIB);
  }
  stream.end();
  const gaps = gapsOf(fold.account(), fed);
  if (gaps.length > 0) throw new Error(gaps.join(' '));
  return {
    requests: fed,
    requestsPerSecondOfRun: requestsPerSecond,
    foldSeconds: round(foldMs / 1000),
    requestsPerSecond: Math.round((fed * 1000) / foldMs),
    mibPerSecond: Math.round((characters / MIB) * (1000 / foldMs)),
    peakMiB: Math.round(peakMiB),
  };
}

function planOf(origin: string, requestsPerSecond: number, seconds: number): ScenarioPlan {
  return {
    version: 1,
    origin,
    allowedOrigins: [origin],
    seed: 1,
    timeoutMs: 10_000,
    marker: 'bench',
    fuse: null,
    limits: {
      requests: requestsPerSecond * seconds,
      requestsPerSecond,
      seconds,
      virtualUsers: VIRTUAL_USERS,
      writes: false,
    },
    scenarios: [
      {
        name: 'bench',
        arrivals: 'poisson',
        virtualUsers: VIRTUAL_USERS,
        phases: [{ name: 'steady', seconds, requestsPerSecond }],
        requests: [{ name: 'work', weight: 1, method: 'GET', path: '/work' }],
      },
    ],
  };
}

async function runReal(requestsPerSecond: number, seconds: number): Promise<object> {
  const k6 = await locateK6(null, process.env);
  const target = await forkLoadTarget({
    slots: 1000,
    service: { kind: 'constant', meanMs: 20 },
    seed: 1,
  });
  try {
    const plan = planOf(target.origin, requestsPerSecond, seconds);
    const own = process.cpuUsage();
    const before = performance.now();
    const run = await runLoad(plan, { k6 });
    const tookMs = performance.now() - before;
    const { user, system } = process.cpuUsage(own);
    const landfallCpu = (user + system) / 1e6;
    const k6Cpu = k6Seconds(run.cpu);
    const silent = await silentK6(k6.program);
    const bareCpu = k6Seconds((await runLoad(plan, { k6: silent })).cpu);
    await silent.remove();
    const lateness = merged(run.fold.lateness().map((each) => each.lateness));
    const at = (probability: number) => {
      const answer = latencyQuantile(lateness, probability);
      return answer.kind === 'estimate' ? round(answer.ms) : answer.reason;
    };
    return {
      k6: k6.version,
      requestsPerSecond,
      problems: run.problems,
      dropped: run.fold.account().dropped,
      secondsBesideSchedule: round(tookMs / 1000 - seconds),
      latenessMs: { p50: at(0.5), p99: at(0.99) },
      cpuSeconds: {
        landfall: round(landfallCpu),
        k6: round(k6Cpu),
        /** Without the stream that Landfall reads. */
        k6Silent: round(bareCpu),
      },
      landfallOfK6: round(landfallCpu / k6Cpu),
      aim: landfallCpu / k6Cpu <= OVERHEAD_AIM ? 'met' : `MISSED: at most ${OVERHEAD_AIM}`,
    };
  } finally {
    await target.stop();
  }
}

/** Of the last second that was looked at, in which it ended. */
function k6Seconds({ samples }: GeneratorCpu): number {
  const seconds = samples.at(-1)?.k6[0] ?? null;
  if (seconds === null) throw new Error('What k6 took of the CPU was not seen.');
  return seconds;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '1000000' },
    rate: { type: 'string', default: '2000' },
    'k6-rate': { type: 'string', default: '200' },
    'k6-seconds': { type: 'string', default: '10' },
  },
});
const line = {
  fold: foldGenerated(Number(values.requests), Number(values.rate)),
  run: await runReal(Number(values['k6-rate']), Number(values['k6-seconds'])),
};
process.stdout.write(`${JSON.stringify(line)}\n`);
