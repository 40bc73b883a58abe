import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { covers, unite, type Addresses } from '../../sg/algebra/addresses.ts';
import { stepsOf } from './flow.ts';
import type { Interfaces, Origin, Place } from './place.ts';
import { reachOf, type Reach } from './reach.ts';
import {
  addresses,
  allPass,
  endsOf,
  network,
  PORTS,
  reachingSources,
} from './testing/simulation.ts';

const RUNS = { numRuns: 1000 };
const NO_LISTS = new Map();

test('a flow passes exactly when every packet of a simulation does', () => {
  let passed = 0;
  fc.assert(
    fc.property(network, fc.constantFrom(...PORTS), (one, port) => {
      const { from, to } = endsOf(one);
      const halves = stepsOf(from, to, port, NO_LISTS).map(({ half }) => half);
      expect(halves).not.toContain('undecided');
      const passes = halves.every((half) => half === 'open');
      expect(passes).toBe(allPass(one, port));
      if (passes) passed += 1;
    }),
    RUNS,
  );
  // A simulation in which nothing passes would prove nothing.
  expect(passed).toBeGreaterThan(20);
});

test('what can be reached is what some packet of a simulation reaches, and answers', () => {
  let reached = 0;
  fc.assert(
    fc.property(network, (one) => {
      const { from, to } = endsOf(one);
      const found = reachOf(from, to, NO_LISTS, 'blocks');
      expect(reachOf(from, to, NO_LISTS, 'admits')).toEqual(found);
      for (const port of PORTS) {
        const sources = sourcesAt(found, port);
        const simulated = reachingSources(one, port);
        expect(sources).toEqual(addresses(...simulated.map((address) => `${address}/32`)));
        reached += simulated.length;
      }
    }),
    RUNS,
  );
  expect(reached).toBeGreaterThan(2000);
});

test('what could not be read brackets the truth', () => {
  fc.assert(
    fc.property(network, hidden, fc.constantFrom(...PORTS), (one, hide, port) => {
      const { from, to } = endsOf(one);
      const [seenFrom, seenTo] = [hideIn(from, hide), hideInterfaces(to, hide)];
      const halves = stepsOf(seenFrom, seenTo, port, NO_LISTS).map(({ half }) => half);
      const truth = allPass(one, port);
      // One step that is closed is enough; it passes only when all are open.
      const isClosed = halves.includes('closed');
      const isOpen = halves.every((half) => half === 'open');
      expect({ isClosed: isClosed && truth, isOpen: isOpen && !truth }).toEqual({
        isClosed: false,
        isOpen: false,
      });

      const real = sourcesAt(reachOf(from, to, NO_LISTS, 'blocks'), port);
      const surely = sourcesAt(reachOf(seenFrom, seenTo, NO_LISTS, 'blocks'), port);
      const perhaps = sourcesAt(reachOf(seenFrom, seenTo, NO_LISTS, 'admits'), port);
      expect(covers(real, surely)).toBe(true);
      expect(covers(perhaps, real)).toBe(true);
    }),
    RUNS,
  );
});

/** What could not be read of each place and of the rules. */
interface Hidden {
  readonly acl: boolean;
  readonly routes: boolean;
  readonly block: boolean;
  readonly rules: boolean;
}
const hidden = fc.record({
  acl: fc.boolean(),
  routes: fc.boolean(),
  block: fc.boolean(),
  rules: fc.boolean(),
});

function hideIn(from: Origin, hide: Hidden): Origin {
  return from.kind === 'interfaces' ? hideInterfaces(from, hide) : from;
}

function hideInterfaces(one: Interfaces, hide: Hidden): Interfaces {
  const rules = (set: Interfaces['egress']) =>
    hide.rules ? { rules: set.rules.slice(1), isWhole: false } : set;
  return {
    ...one,
    egress: rules(one.egress),
    ingress: rules(one.ingress),
    places: one.places.map((place): Place => ({
      ...place,
      ...(hide.acl ? { acl: null } : {}),
      ...(hide.routes ? { routes: null } : {}),
      ...(hide.block ? { addresses: null } : {}),
    })),
  };
}

function sourcesAt(reaches: readonly Reach[], port: number): Addresses {
  return unite(
    reaches
      .filter(({ ports }) => ports.from <= port && port < ports.to)
      .map(({ sources }) => sources),
  );
}
