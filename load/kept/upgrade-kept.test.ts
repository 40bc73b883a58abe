import { expect, test } from '@jest/globals';
import { upgradeDeployment, upgradeScenario } from './upgrade-kept.ts';

test('what an earlier version did not look at is not there', () => {
  expect(upgradeScenario({ kind: 'smoke', fold: { series: [] } })).toEqual({
    kind: 'smoke',
    level: null,
    generators: [],
    fold: { series: [], residence: [] },
  });
  expect(upgradeDeployment({ services: [] })).toEqual({ services: [], queues: [], fuses: [] });
});

test('what is there stays as it is', () => {
  const scenario = { level: 1, generators: [2], fold: { residence: [3] } };
  expect(upgradeScenario(scenario)).toEqual(scenario);
  const deployment = { queues: [1], fuses: [2] };
  expect(upgradeDeployment(deployment)).toEqual(deployment);
});

test.each([null, 7, [], 'text'])('%j is no test, and left to be refused', (json) => {
  expect(upgradeScenario(json)).toBe(json);
  expect(upgradeDeployment(json)).toBe(json);
  expect(upgradeScenario({ fold: json })).toMatchObject({ fold: json });
});
