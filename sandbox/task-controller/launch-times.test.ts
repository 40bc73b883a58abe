import { expect, test } from '@jest/globals';
import { seededRandom } from '../../load/stats/random.ts';
import { drawnLaunchTimes } from './launch-times.ts';

test('each stage takes about its share, and a seed draws the same again', () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const times = drawnLaunchTimes(10, seededRandom(seed));
    expect(drawnLaunchTimes(10, seededRandom(seed))).toEqual(times);
    const all = times.provision + times.pull + times.start + times.healthy;
    expect(all).toBeGreaterThanOrEqual(7);
    expect(all).toBeLessThanOrEqual(13);
    expect(Math.min(...Object.values(times))).toBeGreaterThan(1);
  }
});
