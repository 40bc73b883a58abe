import type { WireAnswer } from './aws-error.ts';
import { isJsonRecord, type JsonRecord } from './json.ts';

/** The body as a JSON object; an empty one is `{}`, as the SDK reads it. @throws {SyntaxError} when it is none. */
export function readJson(answer: WireAnswer): JsonRecord {
  if (answer.body.length === 0) return {};
  const value: unknown = JSON.parse(answer.body.toString('utf8'));
  if (!isJsonRecord(value)) throw new SyntaxError('The body is no JSON object.');
  return value;
}

export function withJson(answer: WireAnswer, body: JsonRecord): WireAnswer {
  return { ...answer, body: Buffer.from(JSON.stringify(body)) };
}

export function withText(answer: WireAnswer, body: string): WireAnswer {
  return { ...answer, body: Buffer.from(body) };
}

/** A page for people, where an API's answer should be. */
export function isHtml(answer: WireAnswer): boolean {
  return /^\s*<(!doctype html|html)/i.test(answer.body.subarray(0, 256).toString('latin1'));
}
