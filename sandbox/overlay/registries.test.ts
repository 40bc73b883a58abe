import { expect, test } from '@jest/globals';
import { COMPLETIONS } from './completions/registry.ts';
import { createDeviationBoard } from './deviation-board.ts';
import { DEVIATIONS } from './deviations/registry.ts';

test('an operation has at most one completion', () => {
  const names = COMPLETIONS.flatMap(({ service, operations }) =>
    operations.map((operation) => `${service}:${operation}`),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('a completion does something and says in a sentence what the emulator does instead', () => {
  for (const completion of COMPLETIONS) {
    expect(completion.gap).toMatch(/^[A-Z].*\.$/);
    const acts = ['answer', 'complete', 'prepare'].filter((act) => act in completion);
    expect(acts).not.toEqual([]);
  }
});

test('the name of a deviation is its own and begins with a domain', () => {
  const names = DEVIATIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+\/[a-z-]+$/);
});

test('a deviation that does not exist is refused', () => {
  expect(() => {
    createDeviationBoard().set('ecs/absent');
  }).toThrow('No deviation has the name ecs/absent.');
});
