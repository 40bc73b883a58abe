import { expect, test } from '@jest/globals';
import { SCENARIO_KINDS } from '../../load/plan/phases.ts';
import { UsageError } from '../errors.ts';
import { plannedKind } from './planned-kind.ts';

test('all but a search can be planned for several generators', () => {
  expect(() => plannedKind('breakpoint')).toThrow(UsageError);
  const planned = SCENARIO_KINDS.filter((kind) => kind !== 'breakpoint');
  expect(planned.map(plannedKind)).toEqual([
    'smoke',
    'baseline',
    'ramp',
    'spike',
    'db-via-api',
    'soak',
  ]);
});
