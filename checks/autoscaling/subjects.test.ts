import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { scaledServices } from './subjects.ts';
import { scaledSubject } from './testing/fixtures.ts';

test('a service without declared scaling is a subject that is not applicable', () => {
  const { declared } = scaledSubject();
  const fixed = { ...declared };
  Reflect.deleteProperty(fixed, 'scaling');
  const spec = {
    clusters: { main: { containerInsights: true, services: { worker: declared, fixed } } },
  } as unknown as Spec;
  expect(scaledServices(spec).map(({ name, notApplicable }) => [name, notApplicable])).toEqual([
    ['main/worker', undefined],
    ['main/fixed', 'The spec declares no scaling of the service.'],
  ]);
});
