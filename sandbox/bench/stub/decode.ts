import type { AwsCall } from '../../overlay/aws-request.ts';
import type { ScalarType, Shape, Traits } from './shape.ts';

/** The input of a call with the members and types that the API gives them, whatever the protocol. */
export function decodeInput({ protocol, parameters }: AwsCall, input: Shape): object {
  switch (protocol) {
    case 'json':
      return withTimes(parameters, input);
    case 'rest-json':
      return fromQueryString(parameters, input);
    case 'query':
    case 'ec2':
      return fromForm(stringsOf(parameters), input, '', protocol === 'ec2') ?? {};
  }
}

/** JSON has the API's own types but for times, which are numbers of seconds; only those at the top are asked with. */
function withTimes(parameters: AwsCall['parameters'], input: Shape): object {
  if (input.kind !== 'struct') return parameters;
  const times = input.members.flatMap(({ name, shape }) => {
    const value = parameters[name];
    const below = shape();
    return typeof value === 'number' && below.kind === 'scalar' && below.type === 'timestamp'
      ? [[name, new Date(value * 1000)]]
      : [];
  });
  return { ...parameters, ...(Object.fromEntries(times) as object) };
}

type Form = Readonly<Record<string, string>>;

/** Only operations without a body are asked of the stub: what they take stands in the query string. */
function fromQueryString(parameters: AwsCall['parameters'], input: Shape): object {
  if (input.kind !== 'struct') return {};
  const members = input.members.flatMap(({ name, traits, shape }) => {
    const text = parameters[traits.httpQuery ?? name];
    const value = shape();
    return typeof text === 'string' && value.kind === 'scalar'
      ? [[name, scalarOf(text, value.type)]]
      : [];
  });
  return Object.fromEntries(members) as object;
}

/** Undefined when the form has nothing under the prefix. */
function fromForm(form: Form, shape: Shape, prefix: string, isEc2: boolean): unknown {
  switch (shape.kind) {
    case 'scalar': {
      const text = form[prefix];
      return text === undefined ? undefined : scalarOf(text, shape.type);
    }
    case 'list': {
      const item = shape.item();
      // EC2 numbers the items right after the list's name.
      const base = isEc2 ? prefix : `${prefix}.${shape.itemTraits.xmlName ?? 'member'}`;
      const items: unknown[] = [];
      for (let index = 1; ; index += 1) {
        const value = fromForm(form, item, `${base}.${index}`, isEc2);
        if (value === undefined) return items.length === 0 ? undefined : items;
        items.push(value);
      }
    }
    case 'struct': {
      const entries = shape.members.flatMap(({ name, traits, shape: below }) => {
        const key = formName(name, traits, isEc2);
        const path = prefix === '' ? key : `${prefix}.${key}`;
        const hasAny = Object.keys(form).some((k) => k === path || k.startsWith(`${path}.`));
        const value = hasAny ? fromForm(form, below(), path, isEc2) : undefined;
        return value === undefined ? [] : [[name, value]];
      });
      return entries.length === 0 ? undefined : (Object.fromEntries(entries) as object);
    }
    case 'map':
      return undefined;
  }
}

function formName(name: string, { xmlName, ec2QueryName }: Traits, isEc2: boolean): string {
  if (!isEc2) return xmlName ?? name;
  const written = ec2QueryName ?? xmlName ?? name;
  return written.slice(0, 1).toUpperCase() + written.slice(1);
}

function scalarOf(text: string, type: ScalarType): string | number | boolean {
  switch (type) {
    case 'number':
      return Number(text);
    case 'boolean':
      return text === 'true';
    case 'string':
    case 'timestamp':
    case 'other':
      return text;
  }
}

function stringsOf(parameters: AwsCall['parameters']): Form {
  return Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [key, typeof value === 'string' ? value : '']),
  );
}
