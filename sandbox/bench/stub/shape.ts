// The shapes of AWS's inputs and outputs, as the SDK itself has them: https://smithy.io/2.0/aws/protocols/index.html
// A command carries its schema as nested arrays; what is in which place is @smithy/core's `NormalizedSchema`.

/** Traits that say how a member is written; only those of the protocols that the stub speaks. */
export interface Traits {
  readonly xmlName?: string;
  readonly xmlFlattened?: unknown;
  readonly ec2QueryName?: string;
  readonly httpQuery?: string;
}

export type Shape =
  | { readonly kind: 'struct'; readonly members: readonly Member[] }
  | { readonly kind: 'list'; readonly item: () => Shape; readonly itemTraits: Traits }
  | { readonly kind: 'map'; readonly value: () => Shape }
  | { readonly kind: 'scalar'; readonly type: ScalarType };

export type ScalarType = 'string' | 'number' | 'boolean' | 'timestamp' | 'other';

export interface Member {
  readonly name: string;
  readonly traits: Traits;
  readonly shape: () => Shape;
}

/** The input and the output of an operation, from a command's schema. */
export interface OperationShapes {
  readonly input: Shape;
  readonly output: Shape;
}

const STRUCT = 3;
const ERROR = -3;
const UNION = 4;
const LIST = 1;
const MAP = 2;
const OPERATION = 9;

export function operationShapes(schema: unknown): OperationShapes {
  const [kind, , , , input, output] = arrayOf(deref(schema));
  if (kind !== OPERATION) throw new Error('The command has no schema of an operation.');
  return { input: shapeOf(input), output: shapeOf(output) };
}

const known = new Map<unknown, Shape>();

function shapeOf(reference: unknown): Shape {
  const schema = deref(reference);
  const seen = known.get(schema);
  if (seen !== undefined && typeof schema === 'object') return seen;
  const shape = typeof schema === 'number' ? simpleShape(schema) : staticShape(schema);
  known.set(schema, shape);
  return shape;
}

function staticShape(schema: unknown): Shape {
  if (!Array.isArray(schema)) return { kind: 'struct', members: [] };
  const [kind, , , , first, second] = arrayOf(schema);
  switch (kind) {
    case STRUCT:
    case ERROR:
    case UNION:
      return { kind: 'struct', members: membersOf(arrayOf(first), arrayOf(second)) };
    case LIST: {
      const item = memberOf('member', first);
      return { kind: 'list', item: item.shape, itemTraits: item.traits };
    }
    case MAP:
      return { kind: 'map', value: memberOf('value', second).shape };
    case 0:
      return shapeOf(first);
    default:
      throw new Error(`The SDK has a schema of the unknown kind ${String(kind)}.`);
  }
}

function membersOf(memberNames: readonly unknown[], members: readonly unknown[]): Member[] {
  return memberNames.map((name, index) => memberOf(String(name), members[index]));
}

/** A member is a shape, or a shape with traits of its own. */
function memberOf(name: string, reference: unknown): Member {
  if (Array.isArray(reference) && reference.length === 2) {
    const [shape, traits] = arrayOf(reference);
    // Numbers are sets of flags, none of which says how something is written.
    return { name, traits: isTraits(traits) ? traits : {}, shape: () => shapeOf(shape) };
  }
  return { name, traits: {}, shape: () => shapeOf(reference) };
}

function isTraits(traits: unknown): traits is Traits {
  return typeof traits === 'object' && traits !== null;
}

/** Lists and maps of simple values are the value's number with a flag. */
function simpleShape(schema: number): Shape {
  if (schema >= 128) return { kind: 'map', value: () => simpleShape(schema - 128) };
  if (schema >= 64) return { kind: 'list', item: () => simpleShape(schema - 64), itemTraits: {} };
  return { kind: 'scalar', type: scalarType(schema) };
}

function scalarType(schema: number): ScalarType {
  switch (schema) {
    case 0:
      return 'string';
    case 1:
      return 'number';
    case 2:
      return 'boolean';
    case 4:
    case 5:
    case 6:
    case 7:
      return 'timestamp';
    default:
      return 'other';
  }
}

function deref(reference: unknown): unknown {
  return typeof reference === 'function' ? (reference as () => unknown)() : reference;
}

function arrayOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('The SDK has a schema of an unknown form.');
  return value as readonly unknown[];
}
