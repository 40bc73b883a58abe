import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Artifact } from '../core/check.ts';
import type { Spec } from '../core/spec/spec.ts';
import {
  judgeByName,
  judgeNames,
  judgeUndeclared,
  namedScopeSubject,
  scopeSubject,
} from './undeclared.ts';

const KIND = { one: 'A queue', many: 'queues' } as const;
const MESSAGE = 'A queue in the scope is not declared.';

function tagged(arns: readonly string[] | null): Artifact<string[]> {
  return {
    get: () => (arns === null ? null : [...arns]),
    look: () => {
      throw new Error('A check takes what it needs.');
    },
  };
}

const unseen: Artifact<string[]> = {
  get: () => {
    throw new Error('It was not seen.');
  },
  look: () => {
    throw new Error('It was not seen.');
  },
};

const named = (name: string) => ({ name, arn: `arn:${name}` });

describe('what is in the scope and not declared', () => {
  test('passes exactly when every name in the scope is declared', () => {
    const name = fc.constantFrom('shop-a', 'shop-b', 'Shop-c', 'other-a', 'other-b');
    fc.assert(
      fc.property(fc.array(name), fc.array(name), fc.array(name), (names, declared, tags) => {
        const scope = { namePrefixes: ['shop-'], tags: { Project: 'shop' } };
        const arns = tags.map((one) => `arn:${one}`);
        const { status } = judgeUndeclared(
          KIND,
          { scope, declared },
          names.map(named),
          tagged(arns),
        );
        const isOurs = (one: string): boolean =>
          one.toLowerCase().startsWith('shop-') || tags.some((tag) => tag === one);
        const missing = names.some((one) => isOurs(one) && !declared.includes(one));
        expect(status).toBe(missing ? 'fail' : 'pass');
      }),
    );
  });

  test('says why a resource of another name belongs to it', () => {
    const scope = { namePrefixes: ['shop-'], tags: { Project: 'shop' } };
    expect(
      judgeUndeclared(
        KIND,
        { scope, declared: ['shop-a'] },
        ['shop-a', 'shop-b', 'stray', 'other'].map(named),
        tagged(['arn:stray']),
      ),
    ).toEqual({
      status: 'fail',
      message: MESSAGE,
      expected: { undeclared: 0 },
      actual: { listed: 4, inScope: 3, undeclared: 2 },
      details: [
        'Not declared: shop-b.',
        'Not declared: stray, which carries the tags of the scope.',
      ],
    });
  });

  test('tags that were not seen decide nothing, even where all names are declared', () => {
    const scope = { namePrefixes: ['shop-'], tags: { Project: 'shop' } };
    expect(() => judgeUndeclared(KIND, { scope, declared: [] }, [], unseen)).toThrow();
    expect(judgeUndeclared(KIND, { scope, declared: [] }, [], tagged(null))).toEqual({
      status: 'unknown',
      message: 'AWS gave no list of what carries the tags of the scope.',
    });
  });

  test('a scope without tags needs none', () => {
    const scope = { namePrefixes: ['shop-'] };
    expect(judgeUndeclared(KIND, { scope, declared: [] }, [named('a')], unseen)).toMatchObject({
      status: 'pass',
    });
  });

  test('no list is not an empty one', () => {
    const scope = { namePrefixes: ['shop-'] };
    expect(judgeUndeclared(KIND, { scope, declared: [] }, null, unseen)).toEqual({
      status: 'unknown',
      message: 'AWS gave no list of the queues.',
    });
  });
});

test('of many the first twenty are named, in order, and the others counted', () => {
  const names = Array.from({ length: 23 }, (_, index) => `q${String(99 - index)}`);
  const judged = judgeNames(MESSAGE, {}, names);
  expect(judged).toMatchObject({ status: 'fail', actual: { undeclared: 23 } });
  if (judged.status !== 'fail') return;
  expect(judged.details).toHaveLength(21);
  expect(judged.details?.[0]).toBe('Not declared: q77.');
  expect(judged.details?.[20]).toBe('And 3 more.');
});

test('a kind of which nothing is declared has a subject as well, where there is a scope', () => {
  const scope = { namePrefixes: ['shop-'] };
  expect(scopeSubject({ scope } as unknown as Spec, 'queues', [])).toEqual([
    { name: 'queues', path: ['scope'], scope, declared: [] },
  ]);
  expect(scopeSubject({} as Spec, 'queues', ['a'])).toEqual([]);
});

test('what is listed without tags is in the scope by its name', () => {
  const scope = { namePrefixes: ['shop-'], tags: { Project: 'shop' } };
  expect(judgeByName(KIND, { scope, declared: [] }, [named('shop-a')])).toMatchObject({
    status: 'fail',
    details: ['Not declared: shop-a.'],
  });
  expect(judgeByName(KIND, { scope, declared: [] }, null).status).toBe('unknown');
});

test('a scope of tags alone does not apply to what is listed without tags', () => {
  const subjects = (scope: Spec['scope']) => namedScopeSubject({ scope } as Spec, 'roles', []);
  expect(subjects({ tags: { Project: 'shop' } })[0]?.notApplicable).toBe(
    'The scope has no name prefix, and AWS lists the kind without tags.',
  );
  expect(subjects({ namePrefixes: ['shop-'] })[0]?.notApplicable).toBeUndefined();
  expect(subjects(undefined)).toEqual([]);
});
