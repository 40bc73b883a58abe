// The laws of a collector of a whole list, told by the answers of one operation. Only tests import it.
import { beforeEach, expect, test } from '@jest/globals';
import { actionsOf, type Collector } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { ALL } from '../whole-list.ts';

interface Behavior {
  resolves(output: object): Behavior;
  resolvesOnce(output: object): Behavior;
  rejects(error: Error): unknown;
}

interface Case<Item> {
  readonly mock: { reset(): unknown };
  /** How the mock answers the operation. */
  readonly on: () => Behavior;
  /** Two pages of an answer, the first with a token; one, when AWS gives the list at once. */
  readonly pages: readonly [object, ...object[]];
  /** What they hold. */
  readonly items: readonly Item[];
  /** A page with an item that is not identified; left out where AWS lists names alone. */
  readonly unidentified?: object;
  readonly key?: string;
  readonly scope?: Spec['scope'];
}

const account = { id: '123456789012', region: 'us-east-1' };

export function testWholeList<Item>(collector: Collector<Item[]>, given: Case<Item>): void {
  const {
    mock,
    on,
    pages,
    items,
    unidentified,
    key = ALL,
    scope = { namePrefixes: ['shop-'] },
  } = given;
  const collected = async () => (await collectWith(collector, { account, scope })).items[key];

  beforeEach(() => {
    mock.reset();
  });

  const answer = (...outputs: readonly object[]) => {
    let behavior = on();
    for (const output of outputs) behavior = behavior.resolvesOnce(output);
    // The gate asks again when an answer lacks what it must have.
    behavior.resolves({});
  };

  test('every page of the list is read, by the declared operation', async () => {
    answer(...pages);
    const { items: found, operations } = await collectWith(collector, { account, scope });
    expect(found).toMatchObject({ [key]: { state: 'present', value: items } });
    expect(operations).toEqual(actionsOf(collector));
  });

  test('without its other pages it is not seen', async () => {
    if (pages.length === 1) return;
    answer(pages[0]);
    expect((await collected())?.state).toBe('unseen');
  });

  test('an answer without a list is not an empty list', async () => {
    answer({});
    expect((await collected())?.state).toBe('unseen');
  });

  test('a denial is not an empty list', async () => {
    on().rejects(Object.assign(new Error('No.'), { name: 'AccessDeniedException' }));
    expect(await collected()).toMatchObject({ state: 'unseen', cause: { kind: 'denied' } });
  });

  test('one that is not identified hides the list', async () => {
    if (unidentified === undefined) return;
    answer(unidentified);
    expect(await collected()).toMatchObject({
      state: 'unseen',
      cause: { kind: 'malformed-response' },
    });
  });

  test('nobody asks without a scope', async () => {
    expect(collector.keys({ account } as Spec)).toEqual([]);
    expect((await collectWith(collector, { account })).items).toEqual({});
  });
}
