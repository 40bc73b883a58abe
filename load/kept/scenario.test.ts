import { expect, test } from '@jest/globals';
import { directFold, generatorAt, ranWith } from '../judge/testing/direct-fold.ts';
import { levelPlan, simulate } from '../judge/testing/simulated-load.ts';
import { restoreScenario, StoredScenario, storeScenario, type KeptScenario } from './scenario.ts';
import { upgradeScenario } from './upgrade-kept.ts';

const PLAN = levelPlan(5, { steadySeconds: 20 });
const KEPT: KeptScenario = {
  ...ranWith('ramp', PLAN, directFold(simulate(PLAN))),
  stop: null,
  generators: [generatorAt(0.5, 3), { ...generatorAt(1, 3), cpus: 0.5 }],
};

test('what was seen of the generators is kept', () => {
  const stored: unknown = JSON.parse(JSON.stringify(storeScenario(KEPT)));
  expect(restoreScenario(StoredScenario.parse(stored)).generators).toEqual(KEPT.generators);
});

test('of a scenario that was kept before, it was not seen', () => {
  const { generators, ...before } = storeScenario(KEPT);
  expect(generators).toHaveLength(2);
  expect(restoreScenario(StoredScenario.parse(upgradeScenario(before))).generators).toEqual([]);
});
