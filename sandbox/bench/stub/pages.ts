/** An error that AWS would answer with; its code is that of the service. */
export class StubRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'StubRefusal';
    this.code = code;
  }
}

/** How many items of a list AWS gives at once: what it gives when it is not asked, and the sizes that it takes. */
export interface PageSizes {
  readonly standard: number;
  readonly min: number;
  readonly max: number;
  /** The error's code for a size that it does not take. */
  readonly code: string;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly next: string | undefined;
}

/** One page of a list. @throws {StubRefusal} for a size that AWS does not take, or a token that it has not given. */
export function pageOf<Item>(
  all: readonly Item[],
  { standard, min, max, code }: PageSizes,
  size: number | undefined,
  token: string | undefined,
): Page<Item> {
  const wanted = size ?? standard;
  if (!Number.isInteger(wanted) || wanted < min || wanted > max) {
    throw new StubRefusal(code, `A page has between ${min} and ${max} items, not ${wanted}.`);
  }
  const offset = token === undefined ? 0 : Number(/^page-(\d+)$/.exec(token)?.[1] ?? 'NaN');
  if (!(offset >= 0 && offset <= all.length)) throw new StubRefusal(code, 'The token is unknown.');
  const end = offset + wanted;
  return {
    items: all.slice(offset, end),
    next: end < all.length ? `page-${end}` : undefined,
  };
}

/** The sizes of the API references. */
export const SIZES = {
  ec2: { standard: 1000, min: 5, max: 1000, code: 'InvalidParameterValue' },
  ec2Hundred: { standard: 100, min: 1, max: 100, code: 'InvalidParameterValue' },
  ecs: { standard: 20, min: 1, max: 100, code: 'InvalidParameterException' },
  rds: { standard: 100, min: 20, max: 100, code: 'InvalidParameterValue' },
  elb: { standard: 400, min: 1, max: 400, code: 'ValidationError' },
  scalableTargets: { standard: 50, min: 1, max: 50, code: 'ValidationException' },
  scalingPolicies: { standard: 10, min: 1, max: 10, code: 'ValidationException' },
  backup: { standard: 1000, min: 1, max: 1000, code: 'InvalidParameterValueException' },
  alarms: { standard: 50, min: 1, max: 100, code: 'InvalidParameterValue' },
  logs: { standard: 50, min: 1, max: 50, code: 'InvalidParameterException' },
  iam: { standard: 100, min: 1, max: 1000, code: 'ValidationError' },
  secrets: { standard: 100, min: 1, max: 100, code: 'InvalidParameterException' },
} as const satisfies Record<string, PageSizes>;
