/** Stands for a value that an event has and that is not known. */
export const UNSAID = Symbol('unsaid');

export type Scalar = string | number | boolean | null;

/** A JSON value, in parts unknown. */
export type EventValue =
  Scalar | typeof UNSAID | readonly EventValue[] | { readonly [name: string]: EventValue };

export function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Undefined where there is no such member, as in all that is no object. */
export function memberOf(value: EventValue | undefined, name: string): EventValue | undefined {
  if (value === UNSAID) return UNSAID;
  if (value === undefined || isScalar(value) || isList(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

export function isList(value: EventValue): value is readonly EventValue[] {
  return Array.isArray(value);
}
