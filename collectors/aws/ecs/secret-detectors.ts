import { z } from 'zod';

/** What gave a value away. */
export const SecretKind = z.enum([
  'private-key',
  'aws-access-key',
  'json-web-token',
  'vendor-token',
  'url-with-password',
  'password',
  'high-entropy',
]);
export type SecretKind = z.infer<typeof SecretKind>;

/** What is a secret wherever it stands. Every repetition is bounded, since the text may be anybody's. */
const SHAPES: readonly (readonly [SecretKind, RegExp])[] = [
  ['private-key', /-----BEGIN (?:[A-Z]{1,20} ){0,3}PRIVATE KEY-----/],
  // Prefixes of unique ids: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  ['aws-access-key', /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Z0-9])/],
  ['json-web-token', /\beyJ[\w-]{8,4096}\.eyJ[\w-]{2,4096}\.[\w-]{0,1024}/],
  ['vendor-token', /\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{20}|\bglpat-[\w-]{20}/],
  ['vendor-token', /\bxox[abprs]-[\w-]{10}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w/],
  [
    'vendor-token',
    /\b[rs]k_live_[A-Za-z0-9]{16}|\bsk-[\w-]{20}|\bAIza[\w-]{35}|\bSG\.[\w-]{16,32}\./,
  ],
];

const URL_PASSWORD = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/?#@:]{0,256}:([^\s@]{1,256})@/gi;
/** `name=value`, `name: value` and `"name":"value"`, also one within the value of another. */
const PAIR =
  /([A-Za-z][\w.-]{0,60})(?=["']?\s{0,4}[=:]\s{0,4}["']?((?:\$\{[\w.]{1,60}\}|[^\s"',;&}]){1,512}))/g;
/** `--name value` of a command. */
const FLAG = /--([A-Za-z][\w-]{0,60})\s{1,4}["']?([^\s"'-][^\s"']{0,511})/g;

const PASSWORD_NAME = /(?:PASSWORD|PASSWD|PASSPHRASE)(?:_|$)|(?<!(?:^|_)BY)PASS$|(?:^|_)PWD$/;
const SECRET_NAME =
  /(?:^|_)(?:SECRET|SECRETS|TOKEN|CREDENTIAL|CREDENTIALS|APIKEY|SECRETKEY|ACCESSKEY|AUTHTOKEN|SALT|DSN)(?:_|$)|(?:^|_)(?:API|ACCESS|PRIVATE|ENCRYPTION|SIGNING|MASTER|SHARED|HMAC|AUTH|JWT|SESSION)_KEY(?:_|$)/;
/** Its parts are not names and values, though colons stand between them. */
const ARN = /\barn:aws[a-z-]{0,20}:[^\s"',;]{1,2048}/g;
/** The last word of a name that tells about a secret without being one. */
const ABOUT_A_SECRET =
  /_(?:NAME|ARN|ID|PATH|FILE|DIR|URL|URI|ENDPOINT|HOST|PORT|REGION|TTL|MS|SECONDS|MINUTES|HOURS|DAYS|EXPIRY|EXPIRATION|EXPIRES|LIFETIME|ALGORITHM|ALG|ISSUER|AUDIENCE|PREFIX|SUFFIX|VERSION|ALIAS|COUNT|LIMIT|MAX|MIN|TIMEOUT|TYPE|HEADER|PARAMETER|BACKEND|PROVIDER|STORE|MANAGER|ENABLED|REQUIRED|POLICY|LENGTH|SIZE|FIELD|FORMAT|ENCODING|ROTATION|REF|REFERENCE|SOURCE|BUCKET|STAGE|MODE)$/;

/**
 * Stands for a value that is put in elsewhere, or was taken out. ECS itself expands nothing, so `$` and `%` alone do
 * not tell: passwords begin with them too.
 */
const PLACEHOLDER =
  /^(?:\$\{[A-Za-z_][\w.]*\}|\$[A-Z][A-Z0-9_]*|%[A-Z][A-Z0-9_]*%|\{\{.*\}\}|<[^>]*>|\*+|\[(?:redacted|REDACTED)\])$/;
const SWITCH = /^(?:true|false|yes|no|on|off|none|null|undefined)?$/i;
/** An ARN, a path, an address without a password, or the name of a secret such as `orders/database/master`. */
const REFERENCE =
  /^(?:arn:|(?:\.{0,2}\/)[\w./-]*$|https?:\/\/|[a-z][a-z0-9_-]*(?:\/[a-z][a-z0-9_-]*)+$)/;

/** A value shorter than this, or with less in each character, is no random secret. */
const MIN_LENGTH = 8;
const MIN_BITS_PER_CHARACTER = 2.5;
/** From this length on a value of one class of characters counts too. */
const LONG = 16;

/**
 * Whether a plain setting holds a secret, and what gave it away; null when nothing does. Pure. The name is a hint, the
 * value decides: a name alone is never a finding.
 */
export function detectSecret(name: string, value: string): SecretKind | null {
  return detectByName(name, value) ?? detectInText(value);
}

/** The same for text that has no name of its own, such as a command. */
export function detectInText(text: string): SecretKind | null {
  const shape = SHAPES.find(([, pattern]) => pattern.test(text));
  if (shape !== undefined) return shape[0];
  for (const [, password = ''] of text.matchAll(URL_PASSWORD)) {
    // `host:8080/path@here` has a port and no password.
    if (!PLACEHOLDER.test(password) && !/^\d+(?:\/|$)/.test(password)) return 'url-with-password';
  }
  const pairs = text.replace(ARN, ' ');
  for (const pattern of [PAIR, FLAG]) {
    for (const [, name = '', value = ''] of pairs.matchAll(pattern)) {
      const found = detectByName(name, value);
      if (found !== null) return found;
    }
  }
  return null;
}

function detectByName(name: string, value: string): SecretKind | null {
  const words = wordsOf(name);
  const text = value.trim();
  if (ABOUT_A_SECRET.test(words) || SWITCH.test(text) || PLACEHOLDER.test(text)) return null;
  // The shell's working directory.
  if (name === 'PWD' && text.startsWith('/')) return null;
  // A password may look like a path or like the name of a secret. An ARN is none.
  if (PASSWORD_NAME.test(words)) return text.startsWith('arn:') ? null : 'password';
  if (REFERENCE.test(text)) return null;
  return SECRET_NAME.test(words) && isRandom(text) ? 'high-entropy' : null;
}

/** `dbPassword`, `db-password` and `DB_PASSWORD` are one name: DB_PASSWORD. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
}

function isRandom(text: string): boolean {
  if (text.length < MIN_LENGTH || /^[\d.]+$/.test(text)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  return (classes > 1 || text.length >= LONG) && bitsPerCharacter(text) >= MIN_BITS_PER_CHARACTER;
}

/** Shannon's entropy of the text's own characters. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()]
    .map((count) => count / text.length)
    .reduce((bits, share) => bits - share * Math.log2(share), 0);
}
