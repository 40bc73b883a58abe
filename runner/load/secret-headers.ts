import type { SendableLoad } from '../../load/plan/load-plan.ts';
import { UsageError } from '../errors.ts';

/** What a header takes: one line of printable ASCII (https://www.rfc-editor.org/rfc/rfc9110#section-5.5). */
const HEADER_VALUE = /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/;

/**
 * The values of the headers that are taken from the environment, by variable. They are given to k6 and to nothing else.
 * @throws {UsageError} that names a variable that is not set or holds no header, and never what it holds.
 */
export function secretHeaders(
  { headersFromEnvironment = {} }: SendableLoad['target'],
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headersFromEnvironment).map(([header, variable]) => {
      const value = environment[variable] ?? '';
      if (value === '') {
        throw new UsageError(
          `${variable} is not set, and load.target.headersFromEnvironment takes the header ${header} from it. Nothing was sent.`,
        );
      }
      if (!HEADER_VALUE.test(value)) {
        throw new UsageError(
          `What ${variable} holds cannot be sent as the header ${header}: it is more than one line of printable ASCII. Nothing was sent.`,
        );
      }
      return [variable, value];
    }),
  );
}
