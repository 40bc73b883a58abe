import { MANY, matches, ONE, type Pattern } from './pattern.ts';

/**
 * What the names of actions begin with that only read. An action with another beginning may write or grant, and so may
 * one that AWS adds later.
 */
const READING = ['batchdescribe', 'batchget', 'describe', 'get', 'list', 'lookup', 'search'];

/**
 * Actions that are named as if they read, and give access by the service authorization reference.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const NAMED_AS_READING = [
  'cognito-identity:getcredentialsforidentity',
  'ec2:getpassworddata',
  'lakeformation:getdataaccess',
  'redshift:getclustercredentials',
  'redshift:getclustercredentialswithiam',
  'redshift-serverless:getcredentials',
  'sso:getrolecredentials',
  'sts:getfederationtoken',
];

/** Whether a pattern has a wildcard and may hold an action that does more than read. */
export function reachesBeyondReading(pattern: Pattern): boolean {
  const wildcard = pattern.findIndex((token) => token === MANY || token === ONE);
  if (wildcard < 0) return false;
  if (NAMED_AS_READING.some((action) => matches(pattern, action))) return true;
  const start = pattern.slice(0, wildcard).join('');
  const colon = start.indexOf(':');
  const name = start.slice(colon + 1);
  return colon < 0 || !READING.some((verb) => name.startsWith(verb));
}

/** Whether all actions of a pattern, with or without a wildcard, read and give no access. */
export function readsOnly(pattern: Pattern): boolean {
  if (pattern.some((token) => token === MANY || token === ONE)) {
    return !reachesBeyondReading(pattern);
  }
  const text = textOf(pattern);
  const name = text.slice(text.indexOf(':') + 1);
  return !NAMED_AS_READING.includes(text) && READING.some((verb) => name.startsWith(verb));
}

/** The pattern as it stands in a policy, in lower case. */
export function textOf(pattern: Pattern): string {
  return pattern.map((token) => (token === MANY ? '*' : token === ONE ? '?' : token)).join('');
}
