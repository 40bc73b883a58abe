import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { planFor } from '../plan/testing/plans.ts';
import { scheduleOf } from '../plan/schedule.ts';
import { ScenarioPlan } from '../plan/scenario-plan.ts';
import { K6OperatorSettings } from './engine-settings.ts';
import { k6OperatorYaml } from './k6-operator.ts';
import { ConfigMapShape, TestRunShape } from './testing/test-run-shape.ts';

const SETTINGS = K6OperatorSettings.parse({
  name: 'orders-ramp',
  namespace: 'load',
  image: `grafana/k6@sha256:${'a'.repeat(64)}`,
  resultsClaim: 'load-results',
});
const PROGRAM = `// The program.\nconst text = "a: b # 'c'";\n\ttabbed();\n`;
const START_AT_MS = Date.UTC(2026, 10, 29, 9);

function yamlFor(seconds: number, requestsPerSecond: number, program = PROGRAM) {
  const phases = [{ name: 'steady', seconds, requestsPerSecond }];
  const plan = planFor('http://127.0.0.1:9', { phases });
  const schedule = scheduleOf(plan);
  const yaml = k6OperatorYaml(
    {
      ...{ plan, schedule, program, segments: 3, startAtMs: START_AT_MS },
      forbiddenAddresses: ['169.254.0.0/16', 'fe80::/10'],
    },
    SETTINGS,
  );
  return { plan, schedule, yaml };
}

/** What a cluster reads of it: two documents, in which nothing is wrong as YAML. */
function read(yaml: string) {
  const documents = parseAllDocuments(yaml);
  if (!Array.isArray(documents)) throw new Error('There is no document.');
  expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  const [map, run, ...others] = documents.map((document) => document.toJS() as unknown);
  expect(others).toEqual([]);
  return { map: ConfigMapShape.parse(map), run: TestRunShape.parse(run) };
}

test('the ConfigMap holds the program, the plan and the schedule as they are', () => {
  const { plan, schedule, yaml } = yamlFor(10, 20);
  const { map } = read(yaml);
  expect(Object.keys(map.data)).toEqual(['program.ts', 'plan.json', 'schedule.json']);
  expect(map.data['program.ts']).toBe(PROGRAM);
  expect(ScenarioPlan.parse(JSON.parse(map.data['plan.json'] ?? ''))).toEqual(plan);
  expect(JSON.parse(map.data['schedule.json'] ?? '')).toEqual(schedule);
});

test('the TestRun has as many runners as segments, which begin at one moment and may change nothing', () => {
  const { map, run } = read(yamlFor(10, 20).yaml);
  const { spec } = run;
  expect(spec.parallelism).toBe(3);
  expect(spec.script.configMap.name).toBe(map.metadata.name);
  expect(map.data[spec.script.configMap.file]).toBe(PROGRAM);
  expect(spec.arguments).toBe(
    `-e LANDFALL_PLAN=/test/plan.json -e LANDFALL_SCHEDULE=/test/schedule.json -e LANDFALL_START_AT=${START_AT_MS}`,
  );
  const values = Object.fromEntries(
    (spec.runner.env ?? []).map(({ name, value }) => [name, value]),
  );
  expect(values).toEqual({
    POD_NAME: undefined,
    K6_OUT: 'json=/results/$(POD_NAME).json',
    K6_SUMMARY_MODE: 'disabled',
    K6_BLACKLIST_IPS: '169.254.0.0/16,fe80::/10',
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    K6_NO_USAGE_REPORT: 'true',
  });
  // Kubernetes puts in only what was named before: https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/.
  expect(spec.runner.env?.[0]?.name).toBe('POD_NAME');
  expect(spec.runner.containerSecurityContext?.readOnlyRootFilesystem).toBe(true);
  expect([
    spec.runner.automountServiceAccountToken,
    spec.initializer.automountServiceAccountToken,
  ]).toEqual(['false', 'false']);
});

test('a field that the API does not have is not let through', () => {
  const { yaml } = yamlFor(10, 20);
  expect(() => read(yaml.replace('parallelism: 3', 'parallelism: "3"'))).toThrow('parallelism');
  expect(() => read(yaml.replace('separate: true', 'seperate: true'))).toThrow('seperate');
});

test('what no ConfigMap can hold is refused, to the byte', () => {
  const { map } = read(yamlFor(10, 20).yaml);
  const others = Buffer.byteLength(Object.entries(map.data).flat().join('')) - PROGRAM.length;
  const fits = 1_048_576 - others;
  // A letter of two bytes counts twice.
  const program = `${'x'.repeat(fits - 2)}ä`;
  expect(read(yamlFor(10, 20, program).yaml).map.data['program.ts']).toBe(program);
  expect(() => yamlFor(10, 20, `${program}x`)).toThrow(
    'The program, the plan and the schedule have 1048577 bytes, and a ConfigMap holds 1048576: plan fewer requests, or use the engine ecs.',
  );
});

test.each([
  ['an image without a digest', { image: 'grafana/k6:1.8.1' }, /by its digest/],
  ['a name that is none', { name: 'Orders_Ramp' }, /small letters/],
  ['a setting that is unknown', { token: 'x' }, /Unrecognized key/],
])('%s is refused', (_what, change, why) => {
  expect(() => K6OperatorSettings.parse({ ...SETTINGS, ...change })).toThrow(why);
});

test('a header from the environment is named by a reference to a secret, or it is refused', () => {
  const plan = planFor(
    'https://api.example.com',
    {},
    { headersFromEnvironment: { authorization: 'LANDFALL_LOAD_AUTHORIZATION' } },
  );
  const load = {
    ...{ plan, schedule: scheduleOf(plan), program: PROGRAM, segments: 3 },
    ...{ startAtMs: START_AT_MS, forbiddenAddresses: [] },
  };
  const { run } = read(k6OperatorYaml(load, { ...SETTINGS, secret: 'orders-login' }));
  expect(run.spec.runner.env?.at(-1)).toEqual({
    name: 'LANDFALL_LOAD_AUTHORIZATION',
    valueFrom: { secretKeyRef: { name: 'orders-login', key: 'LANDFALL_LOAD_AUTHORIZATION' } },
  });
  expect(() => k6OperatorYaml(load, SETTINGS)).toThrow(
    'The load takes a header from LANDFALL_LOAD_AUTHORIZATION, and the settings of the engine name no secret that has it: add secret: <name>.',
  );
});
