import { expect, test } from '@jest/globals';
import type { Spec } from '../../../core/spec/spec.ts';
import { judgeLoad } from '../load-run.ts';
import { reportedOf } from '../testing/reported-deployment.ts';
import { sentStaircase, specOf } from '../testing/sent-staircase.ts';
import { withDeclaredPools } from './declared-pools.ts';
import { rulingsOf, type ResourceRule, type ResourceVerdict } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';

/** One service, of which one task ran and ten may, and a cluster of 2 ACU, which takes between 388 and 413 connections. */
function specWith(connectionsPerTask: number, cluster = 'db'): Spec {
  const spec = specOf('minTasks: 1, maxTasks: 10, policies: {}');
  return {
    ...spec,
    load: { ...spec.load, databasePools: { 'main/api': { aurora: cluster, connectionsPerTask } } },
  };
}

const SEEN = 'In 5 minutes db had up to 20 connections.';
const poolsOf = (total: number, perTask: number) =>
  `At their greatest numbers of tasks the services hold ${total} connections (main/api 10 x ${perTask}), and 10 are reserved; at 2 ACU the cluster takes`;
const TOO_MANY = `${poolsOf(500, 50)} at most 413: 3 ACU would take them, or smaller pools.`;
const DOUBTFUL = `${poolsOf(390, 39)} between 388 and 413.`;

const judged = (rule: ResourceRule, verdict: ResourceVerdict, reason: string, maxAcu = null) => ({
  resource: {
    ...({ kind: 'database', name: 'db', resource: 'aurora db' } as const),
    rulings: [rulingBy(rule, null)(verdict, reason)],
  },
  maxAcu,
});

test.each<[string, Spec, ResourceVerdict, ResourceVerdict, string]>([
  ['fit', specWith(10), 'HOLDS', 'HOLDS', SEEN],
  ['are not of this cluster', specWith(50, 'reports'), 'HOLDS', 'HOLDS', SEEN],
  ['do not fit, of which few were open', specWith(50), 'HOLDS', 'UNDERSIZED', TOO_MANY],
  ['do not fit, whatever is not known', specWith(50), 'INCONCLUSIVE', 'UNDERSIZED', TOO_MANY],
  ['do not fit, as was seen', specWith(50), 'UNDERSIZED', 'UNDERSIZED', SEEN],
  [
    'may not fit, of which few were open',
    specWith(39),
    'HOLDS',
    'INCONCLUSIVE',
    `${SEEN} ${DOUBTFUL}`,
  ],
  ['may not fit, and did not', specWith(39), 'UNDERSIZED', 'UNDERSIZED', SEEN],
])('pools that %s', (_what, spec, seen, verdict, reason) => {
  const { resource } = withDeclaredPools(spec, judged('D2', seen, SEEN));
  expect(resource.rulings).toMatchObject([{ rule: 'D2', verdict, reason }]);
});

test.each<[string, number, ResourceVerdict, number | null, string]>([
  ['takes the pools', 10, 'OVERSIZED', 1, 'db used little: 1 would do.'],
  [
    'does not take the pools',
    20,
    'HOLDS',
    null,
    'db used little: 1 would do. That is not proposed, for the pools. At their greatest numbers of tasks the services hold 200 connections (main/api 10 x 20), and 10 are reserved; at 1 ACU the cluster takes at most 196: 1.5 ACU would take them, or smaller pools.',
  ],
])('a smaller capacity that %s', (_what, perTask, verdict, maxAcu, reason) => {
  const large = { ...judged('O1', 'OVERSIZED', 'db used little: 1 would do.'), maxAcu: 1 };
  const { resource, ...rest } = withDeclaredPools(specWith(perTask), large);
  expect(resource.rulings).toMatchObject([{ rule: 'O1', verdict, reason }]);
  expect(rest).toEqual({ maxAcu });
});

const RAN = sentStaircase();

test.each([
  ['was watched', reportedOf(RAN)],
  ['is another than what was watched', { ...reportedOf(RAN), databases: [] }],
  ['was not watched', null],
])(
  'a cluster that cannot take the pools of all tasks is too small where AWS %s',
  (_what, record) => {
    const { load, resources } = judgeLoad(specWith(50), [RAN], record);
    expect(load.sizing.find(({ resource }) => resource === 'aurora db')).toMatchObject({
      verdict: 'UNDERSIZED',
      reason: TOO_MANY,
      declared: '0.5 to 2 ACU',
    });
    expect(rulingsOf(resources, 'D2').map(({ ruling }) => ruling.reason)).toEqual(
      record === null ? [] : [TOO_MANY],
    );
  },
);

test('of a cluster that was not watched and may take them nothing is said', () => {
  const { load } = judgeLoad(specWith(39), [RAN], null);
  expect(load.sizing.map(({ resource }) => resource)).toEqual(['ecs main/api']);
});
