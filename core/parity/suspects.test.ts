import { describe, expect, test } from '@jest/globals';
import { lookAgain } from './suspects.ts';

const fresh = { key: 'k', pair: null };
const look = (before: string[], target: string[], after: string[]) => ({ before, target, after });

test('in step with either reading of the source', () => {
  expect(lookAgain(fresh, look(['1'], ['1'], ['2']))).toEqual({ state: 'cleared' });
  expect(lookAgain(fresh, look(['1'], ['2'], ['2']))).toEqual({ state: 'cleared' });
  expect(lookAgain(fresh, look([], [], []))).toEqual({ state: 'cleared' });
});

describe('a difference', () => {
  const different = look(['1'], ['2'], ['1']);

  test('counts when it is the same twice running', () => {
    const first = lookAgain(fresh, different);
    expect(first.state).toBe('open');
    const second = first.state === 'open' ? lookAgain(first.suspect, different) : first;
    expect(second).toEqual({ state: 'confirmed', look: different });
  });

  test('does not when the pair is another one', () => {
    const first = lookAgain(fresh, different);
    const second =
      first.state === 'open' ? lookAgain(first.suspect, look(['1'], ['3'], ['1'])) : first;
    expect(second.state).toBe('open');
  });

  test('does not while the source moves, and begins anew after it', () => {
    const first = lookAgain(fresh, different);
    const moving =
      first.state === 'open' ? lookAgain(first.suspect, look(['1'], ['2'], ['5'])) : first;
    expect(moving).toEqual({ state: 'open', suspect: fresh });
  });

  test('a target that kept an earlier value is not in step with a source that has moved on', () => {
    expect(lookAgain(fresh, look(['new'], ['old'], ['new'])).state).toBe('open');
  });

  test('a missing row and an extra one', () => {
    for (const one of [look(['1'], [], ['1']), look([], ['1'], [])]) {
      const first = lookAgain(fresh, one);
      const second = first.state === 'open' ? lookAgain(first.suspect, one) : first;
      expect(second.state).toBe('confirmed');
    }
  });
});
