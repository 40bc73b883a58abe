import { randomUUID } from 'node:crypto';
import type { AwsCall } from './aws-request.ts';
import { escapeXml } from './xml.ts';

/** An answer as it goes over the wire. Header names are lower case. */
export interface WireAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** An error that AWS answers with. `sender`: the caller is at fault, otherwise AWS. */
export interface AwsError {
  code: string;
  message: string;
  status: number;
  sender: boolean;
}

/** JSON services that came from the query protocol and still name their errors as then, in a header of its own. */
const QUERY_COMPATIBLE = new Set(['monitoring', 'sqs']);

/**
 * Writes an error in the form of the call's protocol.
 * Forms: https://smithy.io/2.0/aws/protocols/index.html and, for EC2, its API reference.
 */
export function errorAnswer(call: AwsCall, error: AwsError): WireAnswer {
  const requestId = randomUUID();
  const answer = errorBody(call, error, requestId);
  return { ...answer, headers: { ...answer.headers, 'x-amzn-requestid': requestId } };
}

function errorBody(call: AwsCall, error: AwsError, requestId: string): WireAnswer {
  switch (call.protocol) {
    case 'json':
      return jsonAnswer(
        error.status,
        { __type: error.code, message: error.message },
        {
          'content-type': 'application/x-amz-json-1.1',
          ...(QUERY_COMPATIBLE.has(call.service) && {
            'x-amzn-query-error': `${error.code};${error.sender ? 'Sender' : 'Receiver'}`,
          }),
        },
      );
    case 'rest-json':
      return jsonAnswer(
        error.status,
        { message: error.message },
        {
          'content-type': 'application/json',
          'x-amzn-errortype': error.code,
        },
      );
    case 'ec2':
      return xmlAnswer(
        error.status,
        `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
      );
    case 'query':
      return xmlAnswer(
        error.status,
        `<ErrorResponse><Error><Type>${error.sender ? 'Sender' : 'Receiver'}</Type><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      );
  }
}

/** The emulator has no answer in the form of AWS. The status is one that no client retries. */
export function notImplemented(call: AwsCall): AwsError {
  return {
    code: 'NotImplementedInEmulator',
    message: `The emulator does not implement ${call.service}:${call.operation}, or failed in it.`,
    status: 501,
    sender: false,
  };
}

function jsonAnswer(
  status: number,
  body: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): WireAnswer {
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}

function xmlAnswer(status: number, body: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body: Buffer.from(body) };
}
