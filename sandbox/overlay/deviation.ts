import type { JsonRecord } from './json.ts';

/** What the one who switches a deviation on says about it: which resource, which value. */
export type DeviationArguments = Readonly<Record<string, unknown>>;

/** A named edit of a JSON service's successful answers; `parameters` are the call's. */
export interface JsonDeviation {
  name: string;
  form: 'json';
  service: string;
  operations: readonly string[];
  edit(body: JsonRecord, args: DeviationArguments, parameters: JsonRecord): JsonRecord;
}

/** A named edit of an XML service's successful answers. */
export interface XmlDeviation {
  name: string;
  form: 'xml';
  service: string;
  operations: readonly string[];
  edit(body: string, args: DeviationArguments, parameters: JsonRecord): string;
}

/** Reality other than declared, where no call to the emulator can make it so. */
export type Deviation = JsonDeviation | XmlDeviation;
