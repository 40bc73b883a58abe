import { InvalidArgumentError } from 'commander';
import {
  LOAD_KINDS,
  SCENARIO_KINDS,
  type LoadKind,
  type ScenarioKind,
} from '../load/plan/phases.ts';
import { segmentOf, type Segment } from '../load/plan/segment.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A duration such as `90s` or `10m`, in milliseconds. */
export function millisecondsOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  const unit = UNITS[match?.[2] ?? ''];
  if (match === null || unit === undefined) {
    throw new InvalidArgumentError('A duration looks like 90s, 10m or 1h.');
  }
  return Number(match[1]) * unit;
}

const AGES: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** An age such as `30d`, in milliseconds. */
export function ageOf(text: string): number {
  const match = /^([1-9]\d{0,4})([hdw])$/.exec(text);
  const unit = AGES[match?.[2] ?? ''];
  if (match === null || unit === undefined) {
    throw new InvalidArgumentError('An age looks like 12h, 30d or 8w.');
  }
  return Number(match[1]) * unit;
}

/** All that a load test can send. */
export function loadKindOf(text: string): LoadKind {
  const kind = LOAD_KINDS.find((known) => known === text);
  if (kind === undefined) {
    throw new InvalidArgumentError(`The scenarios are ${LOAD_KINDS.join(', ')}.`);
  }
  return kind;
}

/** A kind of scenario that k6 sends. */
export function scenarioOf(text: string): ScenarioKind {
  const kind = SCENARIO_KINDS.find((known) => known === text);
  if (kind === undefined) {
    throw new InvalidArgumentError(`The scenarios are ${SCENARIO_KINDS.join(', ')}.`);
  }
  return kind;
}

/** A part of a load, such as `2/3`. */
export function partOf(text: string): Segment {
  const segment = segmentOf(text);
  if (segment === null) {
    throw new InvalidArgumentError('A segment looks like 2/3, from 1/2 to 1000/1000.');
  }
  return segment;
}

/** How many generators share a load. */
export function segmentsOf(text: string): number {
  const of = segmentOf(`1/${text}`)?.of;
  if (of === undefined) throw new InvalidArgumentError('There are from 2 to 1000 segments.');
  return of;
}

/** A moment such as `2026-11-29T09:00:00Z`, in milliseconds since 1970. */
export function momentOf(text: string): number {
  const moment = Date.parse(text);
  const isWritten = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/.test(text);
  // The 31st of February is read as a day in March.
  if (!isWritten || new Date(moment || 0).toISOString().slice(0, 16) !== text.slice(0, 16)) {
    throw new InvalidArgumentError('A moment looks like 2026-11-29T09:00:00Z.');
  }
  return moment;
}

/** A share of AWS's rates: above 0, at most 1. */
export function shareOf(text: string): number {
  const share = Number(text);
  if (!(share > 0 && share <= 1)) {
    throw new InvalidArgumentError('A share is above 0 and at most 1.');
  }
  return share;
}

/** A ratio of times: at least 1. */
export function ratioOf(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) < 1) {
    throw new InvalidArgumentError('A ratio is a number of at least 1.');
  }
  return Number(text);
}

/** A whole number above 0. */
export function countOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new InvalidArgumentError('A number is whole and above 0.');
  }
  return Number(text);
}
