// `npm run demo`: the whole way on one machine, with real HTTP between the SDK and the emulator. It ends with exit code 0
// when every run answered as announced.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSpec } from '../../runner/spec-file.ts';
import { deploySpec } from '../deploy/deploy.ts';
import { applyFault } from '../faults/faults.ts';
import { startSandbox } from '../lifecycle/sandbox.ts';

const SPEC = 'specs/mistersmith.yaml';
const ENVIRONMENT = 'production';
const FAULT = 'database-open-to-the-world';
const REPORTS = join('.landfall', 'demo');
const CLI = join(import.meta.dirname, '..', '..', 'cli', 'landfall.mjs');

interface Act {
  readonly title: string;
  readonly suite: string;
  /** The exit code that the run must have. */
  readonly exitCode: number;
}

const startMs = Date.now();

announce(
  'Starting the sandbox: an AWS emulator behind an overlay, a source and a target PostgreSQL, and pgBouncer, on loopback.',
);
const sandbox = await startSandbox({ databases: true });
try {
  announce(`Deploying ${SPEC} (${ENVIRONMENT}) to it with the AWS SDK.`);
  const { document } = await loadSpec(SPEC, ENVIRONMENT);
  let resources = 0;
  await deploySpec(document.spec, sandbox.url, () => {
    resources += 1;
  });
  process.stdout.write(`${resources} resources deployed.\n`);
  await mkdir(REPORTS, { recursive: true });

  const answered = [
    await play({
      title: 'Smoke, as after each deploy: this must be GO.',
      suite: 'smoke',
      exitCode: 0,
    }),
    await play(
      sandbox.databases?.pooler === null
        ? {
            title: 'Compliance, as on a schedule: without a pooler this must be NOT PROVEN.',
            suite: 'compliance',
            exitCode: 3,
          }
        : {
            title: 'Compliance, as on a schedule: this must be GO.',
            suite: 'compliance',
            exitCode: 0,
          },
    ),
  ];
  announce('Now the deployment deviates from its spec.');
  const fault = await applyFault(FAULT, sandbox.url, document.spec);
  process.stdout.write(`${fault.id}: ${fault.describes}\n`);
  answered.push(
    await play(
      { title: 'Smoke again: this must be NO-GO.', suite: 'smoke', exitCode: 1 },
      '-broken',
    ),
  );

  const seconds = Math.round((Date.now() - startMs) / 1000);
  if (answered.every(Boolean)) {
    announce(
      `All three runs answered as announced, in ${seconds} s. The reports are in ${REPORTS}.`,
    );
  } else {
    announce('A run did not answer as announced.');
    process.exitCode = 1;
  }
} finally {
  await sandbox.stop();
}

/** Runs a suite as a user does, and says whether it answered as announced. */
async function play({ title, suite, exitCode }: Act, suffix = ''): Promise<boolean> {
  announce(title);
  const report = (extension: string) => join(REPORTS, `${suite}${suffix}.${extension}`);
  const code = await run([
    'run',
    suite,
    '--spec',
    SPEC,
    '--env',
    ENVIRONMENT,
    '--endpoint',
    sandbox.url,
    '--output',
    `json=${report('json')}`,
    '--output',
    `junit=${report('xml')}`,
    '--output',
    `markdown=${report('md')}`,
  ]);
  if (code !== exitCode) {
    process.stdout.write(`The exit code is ${code}; it should be ${exitCode}.\n`);
  }
  return code === exitCode;
}

function run(words: readonly string[]): Promise<number | null> {
  process.stdout.write(`$ landfall ${words.join(' ')}\n\n`);
  const child = spawn(process.execPath, [CLI, ...words], {
    stdio: 'inherit',
    env: {
      ...process.env,
      ...sandbox.databases?.environment,
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

function announce(text: string): void {
  process.stdout.write(`\n── ${text}\n\n`);
}
