import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseSpec } from '../../core/spec/document.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { smallSpec } from '../testing/small-spec.ts';
import { playedService } from './played-service.ts';

function shop(): Spec {
  const file = join(__dirname, '..', 'demo-cutover', 'spec.yaml');
  const parsed = parseSpec({ file, text: readFileSync(file, 'utf8') }, null);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document.spec;
}

test('plays what the spec says of the service, on a clock that is as fast as it is told to be', () => {
  expect(playedService(shop(), 'main/api', 2)).toEqual({
    cluster: 'main',
    service: 'api',
    targetGroup: 'api',
    policyName: 'cpu',
    policy: {
      target: 60,
      minTasks: 2,
      maxTasks: 6,
      scaleOutCooldownSeconds: 2,
      scaleInCooldownSeconds: 10,
      highDatapoints: 3,
      lowDatapoints: 15,
    },
    database: { cluster: 'shop', minAcu: 0.5, maxAcu: 2, connectionsPerTask: 10 },
  });
  expect(playedService(shop(), 'main/api', 60).policy).toMatchObject({
    scaleOutCooldownSeconds: 60,
    scaleInCooldownSeconds: 300,
  });
});

test.each(['small-cluster/api', 'small-cluster/worker', 'small-cluster/absent'])(
  '%s, which scales by something else, is refused',
  (name) => {
    expect(() => playedService(smallSpec, name, 2)).toThrow(
      `The service ${name} does not scale by its CPU alone, and nothing else is played.`,
    );
  },
);
