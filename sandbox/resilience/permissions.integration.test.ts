// The policies that Landfall prints, on an account that denies everything else: each suffices, and nothing in it is idle.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IamAction } from '../../core/aws.ts';
import type { Finding } from '../../core/finding.ts';
import { actionsFor } from '../../core/plan.ts';
import type { Report } from '../../core/report.ts';
import { policyFor } from '../../core/policy.ts';
import { RUN_DEFAULTS, runOnce } from '../../runner/run.ts';
import type { LoadedSpec } from '../../runner/spec-file.ts';
import { loadSuite } from '../../runner/suites.ts';
import { deploySpec } from '../deploy/deploy.ts';
import { applyFault } from '../faults/faults.ts';
import { type Sandbox, startSandbox } from '../lifecycle/sandbox.ts';
import { loadMatrixSpec } from '../matrix/matrix-spec.ts';
import { outcomeOf } from './outcome.ts';

const SUITES = ['smoke', 'compliance', 'cutover'];

let sandbox: Sandbox;
let spec: LoadedSpec;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  spec = await loadMatrixSpec();
  sandbox = await startSandbox({ replay: true, databases: true });
  Object.assign(process.env, sandbox.databases?.environment);
  await deploySpec(spec.document.spec, sandbox.url);
}, 180_000);

afterAll(() => sandbox.stop());

/** What a caller with these actions sees. */
async function runWith(suiteId: string, actions: readonly IamAction[]): Promise<Report> {
  sandbox.overlay.setGrants(actions);
  const { report } = await runOnce({
    ...RUN_DEFAULTS,
    suite: await loadSuite(suiteId),
    spec,
    endpoint: sandbox.url,
    region: null,
    exclude: () => null,
    failOn: null,
    rateShare: 1_000,
    signal: new AbortController().signal,
    events: {},
  });
  return report;
}

async function policyOf(suiteId: string): Promise<readonly IamAction[]> {
  const [reads] = policyFor(actionsFor(await loadSuite(suiteId))).Statement;
  return reads?.Action as readonly IamAction[];
}

const named = ({ check, subject, message }: Finding) => `${check} ${subject}: ${message ?? ''}`;

test.each(SUITES)(
  'the policy of %s lets everything be seen',
  async (suite) => {
    const { findings } = await runWith(suite, await policyOf(suite));
    expect(findings.filter(({ status }) => status === 'error').map(named)).toEqual([]);
    expect(findings.filter(({ status }) => status === 'pass').length).toBeGreaterThan(20);
  },
  60_000,
);

/** What makes a run ask more: only what is found in place of the declared has to be looked into. */
const DEVIATIONS = [
  'member-lets-in-without-tls',
  'role-with-everything-in-two-policies',
  'service-open-by-prefix-list',
  'database-routed-by-a-prefix-list',
  'waf-disassociated',
  'database-shuts-a-service-out',
];

/** The actions that hid nothing on the deployment as declared, by suite. */
const idle = new Map<string, readonly IamAction[]>();

/** Runs the suite without each of the actions: those that hid nothing, and those without which something was judged wrong. */
async function runWithout(suite: string, each: readonly IamAction[]) {
  const actions = await policyOf(suite);
  const whole = await runWith(suite, actions);
  const hidNothing: IamAction[] = [];
  const wrong: string[] = [];
  for (const left of each) {
    const less = await runWith(
      suite,
      actions.filter((action) => action !== left),
    );
    const { falsePasses, falseFails, lostRows } = outcomeOf(whole, less);
    if (less.counts.error === whole.counts.error) hidNothing.push(left);
    wrong.push(...[...falsePasses, ...falseFails, ...lostRows].map((row) => `${left}: ${row}`));
  }
  return { hidNothing, wrong };
}

describe('an action less than the policy', () => {
  test.each(SUITES)(
    'makes nothing of %s pass or fail',
    async (suite) => {
      const { hidNothing, wrong } = await runWithout(suite, await policyOf(suite));
      expect(wrong).toEqual([]);
      idle.set(suite, hidNothing);
    },
    300_000,
  );

  test('hides something of every suite, on the deployment as declared or on another one', async () => {
    sandbox.overlay.setGrants(null);
    for (const fault of DEVIATIONS) await applyFault(fault, sandbox.url, spec.document.spec);
    for (const suite of SUITES) {
      const left = await runWithout(suite, idle.get(suite) ?? []);
      expect([suite, left]).toEqual([suite, { hidNothing: [], wrong: [] }]);
    }
  }, 300_000);
});
