/** What a secret looks like, wherever it stands. A second net: collectors do not keep such values in the first place. */
const SECRETS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // To the last @ before a slash; over slashes too where what follows the colon is no port.
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]{0,256}:(?:[^\s/]{1,256}|(?!\d{1,5}[/?#])\S{1,256})@/gi,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g,
  // Of connection strings and of headers, as they stand in definitions.
  /\b(?:ssl)?passw(?:or)?d\s*=\s*(?:'[^']*'|[^\s'"]+)/gi,
  /\bBearer\s+[A-Za-z0-9._~+/-]{8,}=*/gi,
];

/** What each of them holds, as it stands in JSON text too: where there is none of it, there is no secret. */
const TELLTALE = /AKIA|ASIA|eyJ|-----BEGIN|:\/\/|gh[pousr]_|passw(?:or)?d\s*=|bearer/i;

const REDACTED = '[redacted]';

export function redactText(text: string): string {
  return SECRETS.reduce((kept, secret) => kept.replace(secret, REDACTED), text);
}

/** Where in a text the secrets are that `redactText` takes out. */
export function secretsIn(text: string): readonly { readonly from: number; readonly to: number }[] {
  if (!TELLTALE.test(text)) return [];
  return SECRETS.flatMap((secret) =>
    [...text.matchAll(secret)].map(({ 0: found, index }) => ({
      from: index,
      to: index + found.length,
    })),
  );
}

/** A copy of plain JSON data in which no text looks like a secret. */
export function redact<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  const copy = JSON.parse(text) as Value;
  // Most of what is looked at holds nothing of the kind, and one look at the whole is much cheaper than one at each text.
  return TELLTALE.test(text) ? (redactValue(copy) as Value) : copy;
}

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(redactValue);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, redactValue(member)]),
  );
}
