import { expect, test } from '@jest/globals';
import type { Sizing } from '../../core/load/sizing.ts';
import { ofSentSizes } from './sent-size.ts';

function sizeOf(verdict: Sizing['verdict'], declared: string): Sizing {
  return {
    ...{ resource: 'ecs main/api', verdict, reason: 'It was measured.', declared },
    ...{ margin: 1.25, recommended: '9 tasks', options: [], current: null },
  };
}

test.each<[string, Sizing['verdict'], string, Sizing['verdict'], string]>([
  ['the same size', 'HOLDS', '4 tasks', 'HOLDS', 'It was measured.'],
  [
    'a smaller size, which was not measured',
    'HOLDS',
    '1 task',
    'INCONCLUSIVE',
    'When the load was sent the declared size was 4 tasks, and now it is 1 task: the load says nothing of that.',
  ],
  [
    'a larger size, which was not measured either',
    'UNDERSIZED',
    '8 tasks',
    'INCONCLUSIVE',
    'When the load was sent the declared size was 4 tasks, and now it is 8 tasks: the load says nothing of that.',
  ],
  ['another size, of a run that is invalid', 'INVALID', '1 task', 'INVALID', 'It was measured.'],
])('%s', (_what, verdict, declared, expected, reason) => {
  const sent = [{ resource: 'ecs main/api', declared: '4 tasks' }];
  const [judged] = ofSentSizes([sizeOf(verdict, declared)], sent);
  // What it says nothing of has no margin either.
  const margin = expected === 'INCONCLUSIVE' ? null : 1.25;
  expect(judged).toMatchObject({ verdict: expected, reason, margin });
});

test('a service that was not declared then was not measured', () => {
  expect(ofSentSizes([sizeOf('HOLDS', '4 tasks')], [])).toMatchObject([
    {
      verdict: 'INCONCLUSIVE',
      reason:
        'When the load was sent no size of ecs main/api was kept, and now it is 4 tasks: the load says nothing of that.',
    },
  ]);
});
