import { randomUUID } from 'node:crypto';
import type { WireAnswer } from '../../overlay/aws-error.ts';
import type { AwsCall } from '../../overlay/aws-request.ts';
import { escapeXml } from '../../overlay/xml.ts';
import type { Shape } from './shape.ts';

/** An output as AWS writes it in the protocol of the call. */
export function encodeOutput(call: AwsCall, output: object, shape: Shape): WireAnswer {
  const requestId = randomUUID();
  const { body, type } = bodyOf(call, output, shape, requestId);
  return {
    status: 200,
    headers: { 'content-type': type, 'x-amzn-requestid': requestId },
    body: Buffer.from(body),
  };
}

function bodyOf(
  { protocol, operation }: AwsCall,
  output: object,
  shape: Shape,
  requestId: string,
): { readonly body: string; readonly type: string } {
  switch (protocol) {
    case 'json':
      return { body: json(output), type: 'application/x-amz-json-1.1' };
    case 'rest-json':
      return { body: json(output), type: 'application/json' };
    case 'query':
      return {
        type: 'text/xml',
        body: `<${operation}Response><${operation}Result>${xml(output, shape)}</${operation}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
      };
    case 'ec2':
      return {
        type: 'text/xml;charset=UTF-8',
        body: `<?xml version="1.0" encoding="UTF-8"?><${operation}Response><requestId>${requestId}</requestId>${xml(output, shape)}</${operation}Response>`,
      };
  }
}

/** JSON protocols write times as seconds since the epoch. */
function json(output: object): string {
  return JSON.stringify(output, function (this: Readonly<Record<string, unknown>>, key, value) {
    // What `JSON.stringify` hands over has been turned into text already.
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1000 : (value as unknown);
  });
}

function xml(value: unknown, shape: Shape): string {
  switch (shape.kind) {
    case 'scalar':
      return value instanceof Date ? value.toISOString() : escapeXml(String(value));
    case 'list': {
      const item = shape.item();
      const name = shape.itemTraits.xmlName ?? 'member';
      return listOf(value)
        .map((member) => `<${name}>${xml(member, item)}</${name}>`)
        .join('');
    }
    case 'struct':
      return shape.members
        .map(({ name, traits, shape: below }) => {
          const member = (value as Readonly<Record<string, unknown>>)[name];
          if (member === undefined) return '';
          const tag = traits.xmlName ?? name;
          return `<${tag}>${xml(member, below())}</${tag}>`;
        })
        .join('');
    case 'map':
      return Object.entries(value as object)
        .map(([key, member]) => {
          const content = xml(member, shape.value());
          return `<entry><key>${escapeXml(key)}</key><value>${content}</value></entry>`;
        })
        .join('');
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('A list of an answer is no list.');
  return value as readonly unknown[];
}
