import { z } from 'zod';
import { isReorderedJson } from './json-content.ts';

/** Why two values of a column are not the same, as far as that can be told from them. It never decides whether they are. */
export const Reason = z.enum([
  'null or empty',
  'null or value',
  'trailing blanks',
  'letter case',
  'scale only',
  'sign of zero',
  'not a number',
  'rounding',
  'time-zone shift',
  'truncated to a coarser time',
  'json order or spacing',
  'cut off',
  'same length, other bytes',
  'composed otherwise',
  'content',
]);
export type Reason = z.infer<typeof Reason>;

/** A value as it was read: its beginning, the whole length, and the name of its type. Null for SQL's null. */
export interface ReadValue {
  /** Characters, as far as they were read. */
  readonly text: string;
  /** In bytes. */
  readonly length: number;
  readonly isWhole: boolean;
}

/** Relative difference of two floating-point numbers below which an arithmetic difference explains it. */
const ROUNDING = 1e-6;
/** Zones differ by quarters of an hour, and by fourteen hours and twelve at most. */
const QUARTER_HOUR_MS = 900_000;
const MAX_SHIFT_MS = 26 * 3_600_000;

/** The first reason that explains the difference of two values of a type. */
export function reasonOf(type: string, source: ReadValue | null, target: ReadValue | null): Reason {
  if (source === null || target === null) {
    return (source ?? target)?.length === 0 ? 'null or empty' : 'null or value';
  }
  return (
    ofNumbers(type, source, target) ??
    ofTimes(type, source, target) ??
    ofJson(type, source, target) ??
    ofText(type, source, target)
  );
}

function ofNumbers(type: string, { text: left }: ReadValue, { text: right }: ReadValue) {
  if (!/^(numeric|real|double precision)$/.test(type)) return null;
  if ((left === 'NaN') !== (right === 'NaN')) return 'not a number';
  if (type === 'numeric') return unscaled(left) === unscaled(right) ? 'scale only' : null;
  const [a, b] = [Number(left), Number(right)];
  if (a === 0 && b === 0) return 'sign of zero';
  if (!Number.isFinite(a) || !Number.isFinite(b)) return null;
  return Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b)) ? 'rounding' : null;
}

function unscaled(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function ofTimes(type: string, { text: left }: ReadValue, { text: right }: ReadValue) {
  if (!type.startsWith('timestamp')) return null;
  const [a, b] = [timeOf(left), timeOf(right)];
  if (a === null || b === null) return null;
  const shiftMs = Math.abs(a.ms - b.ms);
  if (a.fraction === b.fraction && shiftMs > 0 && shiftMs <= MAX_SHIFT_MS) {
    if (shiftMs % QUARTER_HOUR_MS === 0) return 'time-zone shift';
  }
  const isCoarser = (coarse: string, fine: string) => fine.startsWith(coarse.replace(/0+$/, ''));
  if (shiftMs !== 0 || a.fraction === b.fraction) return null;
  return isCoarser(a.fraction, b.fraction) || isCoarser(b.fraction, a.fraction)
    ? 'truncated to a coarser time'
    : null;
}

/** The time to the second, and the six digits of its fraction. Null for infinity and years that JavaScript has not. */
function timeOf(text: string): { ms: number; fraction: string } | null {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?(?:\+00)?$/.exec(text);
  if (match === null) return null;
  const [, day = '', time = '', fraction = ''] = match;
  return { ms: Date.parse(`${day}T${time}Z`), fraction: fraction.padEnd(6, '0') };
}

function ofJson(type: string, source: ReadValue, target: ReadValue) {
  if (!/^jsonb?$/.test(type) || !source.isWhole || !target.isWhole) return null;
  return isReorderedJson(source.text, target.text) ? 'json order or spacing' : null;
}

function ofText(type: string, source: ReadValue, target: ReadValue): Reason {
  const [left, right] = [source.text, target.text];
  if (source.isWhole && target.isWhole) {
    if (left.trimEnd() === right.trimEnd()) return 'trailing blanks';
    if (left.normalize('NFC') === right.normalize('NFC')) return 'composed otherwise';
    if (left.toLowerCase() === right.toLowerCase()) return 'letter case';
  }
  const isText = /^(text|character varying|character|json|xml|bytea)$/.test(type);
  if (!isText) return 'content';
  if (source.length === target.length) {
    return type === 'bytea' ? 'same length, other bytes' : 'content';
  }
  const [short, long] = source.length < target.length ? [source, target] : [target, source];
  // Where only beginnings were read, they must agree as far as both go.
  const isPrefix = long.text.startsWith(short.text.slice(0, long.text.length));
  return isPrefix && short.length > 0 ? 'cut off' : 'content';
}
