import { createHash } from 'node:crypto';
import { readJson, withJson, withText } from './answer-body.ts';
import type { WireAnswer } from './aws-error.ts';
import { invalid } from './aws-failure.ts';
import type { AwsCall } from './aws-request.ts';
import { canonicalJson, type JsonRecord } from './json.ts';
import { tokenMembers, type TokenMembers } from './page-tokens.ts';
import { PAGED_OPERATIONS, type PagedOperation } from './paging-table.ts';
import { applySplices, type Splice, type XmlElement, parseXml } from './xml.ts';

/** Which part of the list is asked for. `size` null: all that is left. */
export interface Page {
  offset: number;
  size: number | null;
}

/** How AWS pages this call, where the emulator does not do so itself; null for all other operations. */
export function pagingOf(call: AwsCall): PagedOperation | null {
  return (
    PAGED_OPERATIONS.find(
      ({ service, operation }) => service === call.service && operation === call.operation,
    ) ?? null
  );
}

/** The page that the call asks for. @throws {AwsFailure} for a size out of range or a token that is none of this list. */
export function wantedPage(call: AwsCall, paging: PagedOperation): Page {
  const sizeText = call.parameters[paging.size];
  const size = sizeText === undefined ? paging.default : Number(sizeText);
  if (size !== null && !(size >= paging.min && size <= paging.max)) {
    throw invalid(paging.code, `${paging.size} must be between ${paging.min} and ${paging.max}.`);
  }
  const token = call.parameters[tokensOf(call).input];
  return { offset: typeof token === 'string' ? offsetOf(token, call, paging) : 0, size };
}

/** The call as it asks the emulator for the whole list: without token and, where we page, without size. */
export function wholeList(call: AwsCall, paging: PagedOperation | null): AwsCall {
  const parameters = { ...call.parameters };
  Reflect.deleteProperty(parameters, tokensOf(call).input);
  if (paging) Reflect.deleteProperty(parameters, paging.size);
  if (paging?.emulatorSize !== undefined) parameters[paging.size] = paging.emulatorSize;
  return { ...call, parameters };
}

/** The answer with the wanted items only, and a token when there are more. */
export function pageOf(
  answer: WireAnswer,
  call: AwsCall,
  paging: PagedOperation,
  page: Page,
): WireAnswer {
  const end = page.size === null ? Infinity : page.offset + page.size;
  const next = (total: number) => (end < total ? tokenAt(end, call, paging) : null);
  switch (call.protocol) {
    case 'json':
    case 'rest-json': {
      const body = readJson(answer);
      let position = 0;
      for (const member of paging.items) {
        const list = body[member];
        // A list that is missing stays missing: it is no empty list.
        if (!Array.isArray(list)) continue;
        body[member] = list.slice(Math.max(0, page.offset - position), Math.max(0, end - position));
        position += list.length;
      }
      return withJson(answer, withToken(body, tokensOf(call), next(position)));
    }
    case 'query':
    case 'ec2': {
      const text = answer.body.toString('utf8');
      const result = resultElement(text, call);
      const items = paging.items.flatMap((name) => childrenOf(result, name));
      const dropped = items
        .filter((_, index) => index < page.offset || index >= end)
        .map(({ start, end: stop }) => ({ start, end: stop, with: '' }));
      const edits = tokenSplices(result, tokensOf(call), next(items.length));
      return withText(answer, applySplices(text, [...dropped, ...edits]));
    }
  }
}

const REPEATED = 'cmVwZWF0ZWQtcGFnZS10b2tlbg';

/** The answer with a page token that is the same every time. */
export function repeatToken(answer: WireAnswer, call: AwsCall): WireAnswer {
  switch (call.protocol) {
    case 'json':
    case 'rest-json':
      return withJson(answer, withToken(readJson(answer), tokensOf(call), REPEATED));
    case 'query':
    case 'ec2': {
      const text = answer.body.toString('utf8');
      const edits = tokenSplices(resultElement(text, call), tokensOf(call), REPEATED);
      return withText(answer, applySplices(text, edits));
    }
  }
}

function tokensOf(call: AwsCall): TokenMembers {
  return tokenMembers(call.service, call.operation) ?? { input: 'NextToken', output: 'NextToken' };
}

/** Opaque to callers, and bound to the operation and its other parameters, as AWS's are. */
function tokenAt(offset: number, call: AwsCall, paging: PagedOperation): string {
  return Buffer.from(JSON.stringify([offset, listDigest(call, paging)])).toString('base64url');
}

function offsetOf(token: string, call: AwsCall, paging: PagedOperation): number {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (Array.isArray(value) && value[1] === listDigest(call, paging)) {
      const [offset] = value as [unknown];
      if (typeof offset === 'number') return offset;
    }
  } catch {
    // Falls through: what is not ours is refused the same way, whatever is wrong with it.
  }
  throw invalid(paging.code, 'The page token is not valid for this request.');
}

function listDigest(call: AwsCall, paging: PagedOperation): string {
  const { parameters } = wholeList(call, paging);
  return createHash('sha256')
    .update(canonicalJson([call.service, call.operation, call.region, parameters]))
    .digest('hex')
    .slice(0, 16);
}

function withToken(body: JsonRecord, members: TokenMembers, token: string | null): JsonRecord {
  const edited = { ...body };
  if (token === null) Reflect.deleteProperty(edited, members.output);
  else edited[members.output] = token;
  if (members.more !== undefined) edited[members.more] = token !== null;
  return edited;
}

function tokenSplices(result: XmlElement, members: TokenMembers, token: string | null): Splice[] {
  const names = members.more === undefined ? [members.output] : [members.output, members.more];
  const old = result.children
    .filter(({ name }) => names.includes(name))
    .map(({ start, end }) => ({ start, end, with: '' }));
  const tokenText = token === null ? '' : `<${members.output}>${token}</${members.output}>`;
  const moreText =
    members.more === undefined
      ? ''
      : `<${members.more}>${String(token !== null)}</${members.more}>`;
  const added = { start: result.contentEnd, end: result.contentEnd, with: tokenText + moreText };
  return [...old, added];
}

/** EC2 has the output's members in the root, the query protocol in `<OperationResult>`. */
function resultElement(text: string, call: AwsCall): XmlElement {
  const root = parseXml(text);
  return root.children.find(({ name }) => name === `${call.operation}Result`) ?? root;
}

function childrenOf(result: XmlElement, name: string): XmlElement[] {
  return result.children.find((child) => child.name === name)?.children ?? [];
}
