import { expect, test } from '@jest/globals';
import { lines, renderedWith } from '../testing/rendered.ts';

test.each([
  ['prefixes alone', 'scope: { tags: null }'],
  ['tags alone', 'scope: { namePrefixes: [] }'],
  ['none', 'scope: null'],
])('a scope may have %s', (_, overlay) => {
  expect(renderedWith(overlay)).toBeNull();
});

test('a scope that nothing can be in', () => {
  expect(renderedWith('scope: { namePrefixes: [], tags: null }')).toBe(
    lines(
      'spec.yaml:173:1  error  scope: a scope has at least one name prefix or tag',
      '   173 │ scope: { namePrefixes: [shop-], tags: { Project: shop } }',
      '       │ ^^^^^',
      '1 error',
    ),
  );
});

test('an empty prefix, with which everything would begin', () => {
  expect(renderedWith("scope: { namePrefixes: [''] }")).toContain('scope.namePrefixes[0]');
});
