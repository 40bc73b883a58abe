import { isMalformed, type Malformed, type Statement } from './document.ts';
import type { Role } from './permissions.ts';

/** A statement that allows, and the policy that it stands in. */
export interface Allowing {
  readonly policy: string;
  readonly statement: Statement;
}

/** What the policies allow, statement by statement; a boundary allows nothing. */
export function allowingOf({ policies }: Role): readonly Allowing[] | Malformed {
  const allowing: Allowing[] = [];
  for (const { name, document } of policies) {
    if (isMalformed(document)) return document;
    for (const statement of document.statements) {
      if (statement.effect === 'Allow') allowing.push({ policy: name, statement });
    }
  }
  return allowing;
}
