/** What a secret looks like, wherever it stands. A second net: collectors do not keep such values in the first place. */
const SECRETS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]{1,256}:[^\s/@]{1,256}@/gi,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g,
];

const REDACTED = '[redacted]';

export function redactText(text: string): string {
  return SECRETS.reduce((kept, secret) => kept.replace(secret, REDACTED), text);
}

/** A copy of plain JSON data in which no text looks like a secret. */
export function redact<Value>(value: Value): Value {
  return redactValue(value) as Value;
}

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(redactValue);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, redactValue(member)]),
  );
}
