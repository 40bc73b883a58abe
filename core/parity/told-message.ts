import { redactText } from '../redact.ts';

/** Cardinality, data, constraints, and what functions raise: the texts of these classes of SQLSTATE quote values. */
const OF_DATA = /^(21|22|23|P0)/;
const UNTOLD = 'an error about its data, whose text --show-values tells';

/**
 * What may be told of an error of a server: values of rows only where values are shown, and secrets never.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function toldMessage(
  { code, message }: { readonly code: string | null; readonly message: string },
  showValues: boolean,
): string {
  return code !== null && OF_DATA.test(code) && !showValues ? UNTOLD : redactText(message);
}
