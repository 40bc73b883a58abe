// The table of every check that looks for what is in the scope and not declared. Only tests import it.
import type { Check, Needs } from '../../core/check.ts';
import { denied, testCheck, type Artifacts, type Table } from '../../core/testing/test-check.ts';
import type { ScopeSubject } from '../undeclared.ts';

interface Given<Item, N extends Needs> {
  readonly message: string;
  /** The kind, as in `queues`. */
  readonly many: string;
  readonly item: (name: string, arn: string) => Item;
  /** What is told of the kind alone. */
  readonly pass?: readonly Table<N>['pass'][number][];
  readonly fail?: readonly Table<N>['fail'][number][];
}

const SCOPE = { namePrefixes: ['shop-'], tags: { Project: 'shop' } };

/** The declared resource is `shop-a`; what has the ARN `arn:tagged` carries the tags of the scope. */
export function testUndeclared<Item, N extends Needs>(
  check: Check<ScopeSubject, N>,
  need: string,
  section: string,
  { message, many, item, pass = [], fail = [] }: Given<Item, N>,
): void {
  const having = (...items: readonly Item[]) => listed<N>(need, items);
  const ours = item('shop-a', 'arn:shop-a');
  testCheck<ScopeSubject, N>(
    check,
    { name: section, path: ['scope'], scope: SCOPE, declared: ['shop-a'] },
    {
      pass: [
        {
          name: 'what is declared, and of others',
          artifacts: having(ours, item('other', 'arn:other')),
        },
        { name: 'nothing at all', artifacts: having() },
        {
          name: 'a scope without tags',
          subject: { scope: { namePrefixes: ['shop-'] } },
          artifacts: having(ours, item('stray', 'arn:tagged')),
        },
        ...pass,
      ],
      fail: [
        {
          name: 'another of its names',
          artifacts: having(ours, item('shop-b', 'arn:shop-b')),
          message,
          details: ['Not declared: shop-b.'],
        },
        {
          name: 'another with its tags',
          artifacts: having(ours, item('stray', 'arn:tagged')),
          message,
          details: ['Not declared: stray, which carries the tags of the scope.'],
        },
        ...fail,
      ],
      error: [
        {
          name: 'the list is denied',
          artifacts: {
            [need]: { all: denied('test:List') },
            tagged: TAGGED,
          } as unknown as Artifacts<N>,
          message: 'AWS denied test:List.',
        },
        {
          name: 'tags are denied',
          artifacts: {
            [need]: { all: [ours] },
            tagged: { tags: denied('tag:GetResources') },
          } as unknown as Artifacts<N>,
          message: 'AWS denied tag:GetResources.',
        },
      ],
      unknown: [
        {
          name: 'no list',
          artifacts: { [need]: { all: null }, tagged: TAGGED } as unknown as Artifacts<N>,
          message: `AWS gave no list of the ${many}.`,
        },
      ],
    },
  );
}

const TAGGED = { tags: ['arn:tagged'] };

/** The artifacts of a list of the account, and of what carries the tags of the scope. */
export function listed<N extends Needs>(need: string, items: readonly unknown[]): Artifacts<N> {
  return { [need]: { all: items }, tagged: TAGGED } as unknown as Artifacts<N>;
}
