import { z } from 'zod';

/** Attributes as AWS writes them, all of them text: `deletion_protection.enabled` to `true`. */
export const Attributes = z.record(z.string(), z.string());
export type Attributes = z.infer<typeof Attributes>;

interface Attribute {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** An attribute without a key or a value says nothing, and is left out. */
export function attributesOf(list: readonly Attribute[] | undefined): Attributes {
  return Object.fromEntries(
    (list ?? []).flatMap(({ Key, Value }): [string, string][] =>
      Key === undefined || Value === undefined ? [] : [[Key, Value]],
    ),
  );
}
