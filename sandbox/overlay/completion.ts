import type { AwsCall } from './aws-request.ts';
import type { JsonRecord } from './json.ts';
import { stateKey, type StateStore } from './state-store.ts';

/** What a completion may use besides the call's parameters and the emulator's answer. */
export interface CompletionContext {
  call: AwsCall;
  now: Date;
  state: StateStore;
  /** Asks the sandbox another operation of a JSON service, completions included, as the same caller. */
  askJson: (service: string, operation: string, parameters: JsonRecord) => Promise<JsonRecord>;
  /** The same; null when it answers with an error. */
  tryJson: (
    service: string,
    operation: string,
    parameters: JsonRecord,
  ) => Promise<JsonRecord | null>;
  /** The same for a service that answers in XML; parameters as in the query string (`Filter.1.Name`). */
  askXml: (
    service: string,
    operation: string,
    parameters: Readonly<Record<string, string>>,
  ) => Promise<string>;
  /** The same for a GET of a REST service; null when it answers that there is no such thing. */
  askRest: (service: string, path: string) => Promise<JsonRecord | null>;
  /** The account that the caller's credentials belong to. */
  accountId: () => Promise<string>;
}

/** State of the caller's account and region (`backup/restore-jobs`) has this key in the store. */
export async function regionalKey(context: CompletionContext, key: string): Promise<string> {
  return stateKey(await context.accountId(), context.call.region, key);
}

interface CompletionOf<Body> {
  /** Signing name. */
  service: string;
  operations: readonly string[];
  /** What the emulator does instead, in one sentence; the documentation of the sandbox lists it. */
  gap: string;
  /** What the emulator is asked in place of the call's own parameters. */
  prepare?(parameters: JsonRecord, context: CompletionContext): JsonRecord | Promise<JsonRecord>;
  /** The whole answer: the emulator is not asked. Throws AwsFailure where AWS answers with an error. */
  answer?(parameters: JsonRecord, context: CompletionContext): Body | Promise<Body>;
  /** The emulator's successful answer, as AWS would have given it. */
  complete?(body: Body, parameters: JsonRecord, context: CompletionContext): Body | Promise<Body>;
}

/** Where the emulator is wrong about an operation, and what AWS would answer: for JSON services the parsed body. */
export interface JsonCompletion extends CompletionOf<JsonRecord> {
  form: 'json';
}

/** The same for the services that answer in XML: the body is text; `xml.ts` has the edits. */
export interface XmlCompletion extends CompletionOf<string> {
  form: 'xml';
}

export type Completion = JsonCompletion | XmlCompletion;
