import type { WireAnswer } from './aws-error.ts';
import type { Protocol } from './aws-request.ts';
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

/** The content type of a protocol's answers. */
export function contentTypeOf(protocol: Protocol): string {
  switch (protocol) {
    case 'json':
      return 'application/x-amz-json-1.1';
    case 'rest-json':
      return 'application/json';
    case 'ec2':
    case 'query':
      return 'text/xml;charset=UTF-8';
  }
}

/** The emulator labels many answers as HTML that are none, and writes `null` where AWS has no body. */
export function asAws(protocol: Protocol, answer: WireAnswer): WireAnswer {
  const headers = { ...answer.headers, 'content-type': contentTypeOf(protocol) };
  const body = answer.body.toString('latin1') === 'null' ? Buffer.alloc(0) : answer.body;
  return { ...answer, headers, body };
}

/** A page for people, where an API's answer should be. */
export function isHtml(answer: WireAnswer): boolean {
  return /^\s*<(!doctype html|html)/i.test(answer.body.subarray(0, 256).toString('latin1'));
}
