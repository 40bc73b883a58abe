// `npm run demo:cutover`: a load test as before a cutover, on one machine. k6 sends the declared load to a target whose capacity is
// known, and a controller plays what AWS makes of it. It ends with exit code 0 when every act ended as announced.
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureK6 } from '../../runner/load/ensure-k6.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { deploySpec } from '../deploy/deploy.ts';
import { type Sandbox, startSandbox } from '../lifecycle/sandbox.ts';
import { forkLoadTarget } from '../load-target/process.ts';
import type { LoadTarget } from '../load-target/target.ts';
import { startTaskController } from '../task-controller/controller.ts';

const FOLDER = join('.landfall', 'demo-cutover');
const SPEC = join(FOLDER, 'spec.yaml');
const CLI = join(import.meta.dirname, '..', '..', 'cli', 'landfall.mjs');

/** What the spec has in place of the origin, which is not known before the target listens. */
const ORIGIN = 'http://127.0.0.1:8080';

/** How many requests a task serves at a time, and how long one takes: longer than the spec predicts. */
const CONCURRENCY_PER_TASK = 2;
const SERVICE_MS = 25;

/** A minute of AWS lasts so long here, so that target tracking takes seconds. The launch of a task is not compressed. */
const MINUTE_SECONDS = 2;
const LAUNCH_SECONDS = 6;

interface Act {
  readonly title: string;
  readonly words: readonly string[];
  /** The exit code that it must have. */
  readonly exitCode: number;
}

const actsOn = (endpoint: string, k6: string): readonly Act[] => [
  {
    title: 'What the spec alone says of its sizes: nothing may speak against them.',
    words: ['load', 'plan', '--scenario', 'smoke', '--scenario', 'spike'],
    exitCode: 0,
  },
  {
    title:
      'The cutover, with a step to the declared peak. A request takes longer than predicted, and the fewest tasks do not carry the step until more have come up: this must be NO-GO.',
    words: [
      ...['run', 'cutover', '--endpoint', endpoint, '--load', '--k6', k6],
      ...['--scenario', 'smoke', '--scenario', 'spike', '--metric-wait', '1s'],
      ...['--store', join(FOLDER, 'runs')],
      ...[
        '-o',
        `html=${join(FOLDER, 'cutover.html')}`,
        '-o',
        `json=${join(FOLDER, 'cutover.json')}`,
      ],
    ],
    exitCode: 1,
  },
  {
    title:
      'Half of the database, and the pools that the application came with: the plan must find too many connections, and nothing is sent.',
    words: ['load', 'plan', '--env', 'undersized', '--scenario', 'spike'],
    exitCode: 1,
  },
];

const k6 = await ensureK6(process.env, (line) => process.stdout.write(`${line}\n`));
const startMs = Date.now();

announce('Starting an AWS emulator, and a load target with two slots for each task, on loopback.');
const [sandbox, target] = await bothOrNone();
try {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(SPEC, await specFor(target.origin));
  announce(`Deploying ${SPEC} to the sandbox with the AWS SDK.`);
  const { spec } = (await loadSpec(SPEC, null)).document;
  let resources = 0;
  await deploySpec(spec, sandbox.url, () => {
    resources += 1;
  });
  process.stdout.write(`${resources} resources deployed in ${secondsSoFar()} s.\n`);
  process.stdout.write(
    `A minute of AWS lasts ${MINUTE_SECONDS} s here; a task takes about ${LAUNCH_SECONDS} s to come up.\n`,
  );
  const steps: string[] = [];
  const controller = await startTaskController({
    spec,
    endpoint: sandbox.url,
    service: 'main/api',
    target: target.origin,
    concurrencyPerTask: CONCURRENCY_PER_TASK,
    minuteSeconds: MINUTE_SECONDS,
    launchSeconds: LAUNCH_SECONDS,
    seed: 1,
    onStep: (sentence) => steps.push(`after ${secondsSoFar()} s  ${sentence}`),
  });
  let answered = true;
  try {
    for (const act of actsOn(sandbox.url, k6.program)) answered = (await play(act)) && answered;
  } finally {
    await controller.stop();
  }
  announce('What the controller did meanwhile:');
  process.stdout.write(steps.map((step) => `${step}\n`).join(''));
  if (answered && steps.length > 0) {
    announce(
      `All ended as announced, in ${secondsSoFar()} s. The report is ${join(FOLDER, 'cutover.html')}.`,
    );
  } else {
    announce(answered ? 'The service did not scale.' : 'An act did not end as announced.');
    process.exitCode = 1;
  }
} finally {
  await target.stop();
  await sandbox.stop();
}

async function bothOrNone(): Promise<readonly [Sandbox, LoadTarget]> {
  const started = await forkLoadTarget({
    // The controller gives it the slots of the tasks that run.
    slots: 1,
    service: { kind: 'exponential', meanMs: SERVICE_MS },
    seed: 1,
  });
  try {
    return [await startSandbox(), started];
  } catch (error) {
    await started.stop();
    throw error;
  }
}

/** The example with the origin of the target that listens. */
async function specFor(origin: string): Promise<string> {
  const text = await readFile(join(import.meta.dirname, 'spec.yaml'), 'utf8');
  if (!text.includes(ORIGIN)) throw new Error(`The spec does not name ${ORIGIN}.`);
  return text.replace(ORIGIN, origin);
}

/** Runs the command as a user does, and says whether it ended as announced. */
async function play({ title, words, exitCode }: Act): Promise<boolean> {
  announce(title);
  const code = await run([...words, '--spec', SPEC]);
  process.stdout.write(
    `\nexit code ${code}${code === exitCode ? '' : `; it should be ${exitCode}`}\n`,
  );
  return code === exitCode;
}

function run(words: readonly string[]): Promise<number | null> {
  process.stdout.write(`$ landfall ${words.join(' ')}\n\n`);
  const child = spawn(process.execPath, [CLI, ...words], {
    stdio: 'inherit',
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'sandbox',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      AWS_REGION: 'us-east-1',
    },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

function secondsSoFar(): number {
  return Math.round((Date.now() - startMs) / 1000);
}

function announce(text: string): void {
  process.stdout.write(`\n── ${text}\n\n`);
}
