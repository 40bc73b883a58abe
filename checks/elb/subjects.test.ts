import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { serviceSubject } from '../ecs/testing/fixtures.ts';
import httpsOnly from './https-only.ts';
import { declaredGroups } from './subjects.ts';
import { balancerSubject, groupSubject } from './testing/fixtures.ts';

test('a target group knows the services whose tasks are its targets', () => {
  const behind = (targetGroup: string) =>
    serviceSubject({ loadBalancer: { targetGroup, container: 'worker', port: 8080 } }).declared;
  const spec = {
    clusters: {
      main: { containerInsights: true, services: { a: behind('workers'), b: behind('other') } },
      spare: { containerInsights: true, services: { a: behind('workers') } },
    },
    targetGroups: { workers: groupSubject().declared, idle: groupSubject().declared },
  } as unknown as Spec;
  expect(
    declaredGroups(spec).map(({ name, users }) => [name, users.map((user) => user.name)]),
  ).toEqual([
    ['workers', ['main/a', 'spare/a']],
    ['idle', []],
  ]);
});

test.each([
  ['internal', 'HTTP', true],
  ['internal', 'HTTPS', false],
  ['internet-facing', 'HTTP', false],
] as const)('a load balancer that is %s and %s may be plain: %s', (scheme, protocol, isPlain) => {
  const { declared } = balancerSubject({
    scheme,
    listeners: { only: { protocol, port: 8080, action: 'forward' } },
  });
  const [subject] = httpsOnly.subjects({ loadBalancers: { public: declared } } as unknown as Spec);
  expect(subject?.notApplicable !== undefined).toBe(isPlain);
});
