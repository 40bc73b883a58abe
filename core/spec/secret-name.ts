import { distance } from 'fastest-levenshtein';

/**
 * What of the value under a key may be a secret, by the key's name alone:
 * - `whole`: all of it, a map too, as in `password: { value: … }`;
 * - `plain`: a text, a number or a list. A map has keys that are looked at by themselves: services, queues and secrets
 *   are named like this as well;
 * - `none`: nothing.
 */
export type Secrecy = 'whole' | 'plain' | 'none';

/** Words for a secret, and by how many letters a word may differ from each and still be meant for it. */
const WORDS: readonly (readonly [word: string, slips: number])[] = [
  ['password', 2],
  ['passphrase', 2],
  ['credential', 2],
  ['secret', 2],
  ['passwd', 1],
  ['token', 1],
  ['apikey', 1],
  ['pwd', 0],
  ['pw', 0],
  ['pass', 0],
  ['passcode', 0],
];

/** What a name ends with that runs words together, or is the last of several words. */
const ENDINGS: readonly string[] = [
  ...['password', 'passwd', 'passphrase', 'pwd', 'secret', 'token', 'credential', 'dsn'],
  ...[
    'api',
    'access',
    'account',
    'auth',
    'encryption',
    'master',
    'private',
    'secret',
    'shared',
  ].map((kind) => `${kind}key`),
  ...['signing', 'ssh'].map((kind) => `${kind}key`),
  'connectionstring',
];

/** Words for what carries a secret, and for much else. */
const CARRIERS: ReadonlySet<string> = new Set([
  ...['auth', 'authorization', 'authorisation', 'bearer', 'cookie', 'creds', 'jwt'],
]);

export function secrecyOf(name: string): Secrecy {
  const words = wordsOf(name);
  const whole = words.join('');
  if (isWordForSecret(whole)) return 'whole';
  const isSecret = [whole, ...words].some(
    (word) =>
      isWordForSecret(word) || isWordForSecret(singular(word)) || CARRIERS.has(singular(word)),
  );
  return isSecret || ENDINGS.some((ending) => singular(whole).endsWith(ending)) ? 'plain' : 'none';
}

/** `dbPassword2` is `db` and `password`, `X-API-Key` is `x`, `api` and `key`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

function isWordForSecret(text: string): boolean {
  return WORDS.some(
    ([word, slips]) =>
      Math.abs(text.length - word.length) <= slips &&
      text !== `${word}s` &&
      distance(text, word) <= slips,
  );
}

function singular(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
