import { expect, test } from '@jest/globals';
import { specOf } from '../../load/judge/testing/sent-staircase.ts';
import { cpuScaledServices, loadedDatabases, loadedServices, scalingServices } from './subjects.ts';
import { SCALING_SPEC, SPEC } from './testing/fixtures.ts';

const api = SPEC.clusters?.['main']?.services['api'];
const db = SPEC.aurora?.['db'];
if (api === undefined || db === undefined) throw new Error('The spec has no service or cluster.');

/** The spec with a service that nothing is sent to, and a cluster that only that one uses. */
const WIDER = {
  ...SPEC,
  clusters: { main: { containerInsights: true, services: { worker: api, api } } },
  aurora: { reports: db, db },
  load: {
    ...SPEC.load,
    databasePools: {
      'main/worker': { aurora: 'reports', connectionsPerTask: 10 },
      'main/api': { aurora: 'db', connectionsPerTask: 10 },
    },
  },
};
const UNLOADED = { ...WIDER, load: undefined };

test.each([
  ['a service that answers no workload', loadedServices(WIDER), ['main/api']],
  ['every service of a spec without a load', loadedServices(UNLOADED), []],
  ['a cluster that no loaded service uses', loadedDatabases(WIDER), ['db']],
  ['every cluster of a spec without a load', loadedDatabases(UNLOADED), []],
  [
    'every cluster of a load that says nothing of them',
    loadedDatabases({ ...WIDER, load: { ...WIDER.load, databasePools: undefined } }),
    [],
  ],
])('%s is left out', (_what, subjects, names) => {
  expect(subjects.map(({ name }) => name)).toEqual(names);
});

const REQUESTS =
  'minTasks: 1, maxTasks: 4, policies: { requests: { kind: target-tracking, metric: ALBRequestCountPerTarget, target: 1000 } }';

test.each([
  ['scales', scalingServices, SCALING_SPEC, undefined],
  ['has always one task', scalingServices, SPEC, 'The spec declares a fixed number of tasks.'],
  ['scales by its CPU', cpuScaledServices, SCALING_SPEC, undefined],
  [
    'scales by its requests',
    cpuScaledServices,
    specOf(REQUESTS),
    'The spec declares no scaling by the use of CPU.',
  ],
  ['does not scale', cpuScaledServices, SPEC, 'The spec declares no scaling by the use of CPU.'],
])('of a service that %s', (_what, subjects, spec, notApplicable) => {
  expect(subjects(spec).map((one) => [one.name, one.notApplicable])).toEqual([
    ['main/api', notApplicable],
  ]);
});
