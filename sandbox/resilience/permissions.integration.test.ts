// The policies that Landfall prints, on an account that denies everything else: each suffices, and nothing in it is idle.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IamAction } from '../../core/aws.ts';
import type { Finding } from '../../core/finding.ts';
import { actionsFor } from '../../core/plan.ts';
import type { Report } from '../../core/report.ts';
import { policyFor } from '../../core/policy.ts';
import type { Suite } from '../../core/suite.ts';
import { RUN_DEFAULTS, runOnce } from '../../runner/run.ts';
import type { LoadedSpec } from '../../runner/spec-file.ts';
import { loadSuite } from '../../runner/suites.ts';
import { deploySpec } from '../deploy/deploy.ts';
import { applyFault } from '../faults/faults.ts';
import { type Sandbox, startSandbox } from '../lifecycle/sandbox.ts';
import { loadMatrixSpec } from '../matrix/matrix-spec.ts';
import { outcomeOf } from './outcome.ts';
import { withoutDatabases } from './without-databases.ts';

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
async function runWith(suite: Suite, actions: readonly IamAction[]): Promise<Report> {
  sandbox.overlay.setGrants(actions);
  const { report } = await runOnce({
    ...RUN_DEFAULTS,
    suite,
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

function policyOf(suite: Suite): readonly IamAction[] {
  const [reads] = policyFor(actionsFor(suite)).Statement;
  return reads?.Action as readonly IamAction[];
}

const named = ({ check, subject, message }: Finding) => `${check} ${subject}: ${message ?? ''}`;

test.each(SUITES)(
  'the policy of %s lets everything be seen',
  async (id) => {
    const suite = await loadSuite(id);
    const { findings } = await runWith(suite, policyOf(suite));
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

/** Parts of a suite that are run without each of their actions. */
interface Part {
  readonly suite: Suite;
  readonly actions: readonly IamAction[];
}

/** The checks of AWS, and the whole suite for the actions that only checks of databases need. */
async function partsOf(id: string): Promise<readonly Part[]> {
  const suite = await loadSuite(id);
  const ofAws = withoutDatabases(suite);
  const actions = policyOf(ofAws);
  return [
    { suite: ofAws, actions },
    { suite, actions: policyOf(suite).filter((action) => !actions.includes(action)) },
  ];
}

/** Runs a part without each of its actions: those that hid nothing, and those without which something was judged wrong. */
async function runWithout({ suite, actions }: Part) {
  const hidNothing: IamAction[] = [];
  const wrong: string[] = [];
  if (actions.length === 0) return { hidNothing, wrong };
  const whole = await runWith(suite, policyOf(suite));
  for (const left of actions) {
    const less = await runWith(
      suite,
      policyOf(suite).filter((action) => action !== left),
    );
    const { falsePasses, falseFails, lostRows } = outcomeOf(whole, less);
    if (less.counts.error === whole.counts.error) hidNothing.push(left);
    wrong.push(...[...falsePasses, ...falseFails, ...lostRows].map((row) => `${left}: ${row}`));
  }
  return { hidNothing, wrong };
}

/** The parts with the actions that hid nothing on the deployment as declared. */
const idle: Part[] = [];

describe('an action less than the policy', () => {
  test.each(SUITES)(
    'makes nothing of %s pass or fail',
    async (id) => {
      for (const part of await partsOf(id)) {
        const { hidNothing, wrong } = await runWithout(part);
        expect(wrong).toEqual([]);
        idle.push({ ...part, actions: hidNothing });
      }
    },
    300_000,
  );

  test('hides something of every suite, on the deployment as declared or on another one', async () => {
    sandbox.overlay.setGrants(null);
    for (const fault of DEVIATIONS) await applyFault(fault, sandbox.url, spec.document.spec);
    for (const part of idle) {
      const left = await runWithout(part);
      expect([part.suite.id, left]).toEqual([part.suite.id, { hidNothing: [], wrong: [] }]);
    }
  }, 300_000);
});
