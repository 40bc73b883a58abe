import type { AwsService } from '../../../core/aws.ts';
import type { Estate, EstateDatabase, EstateService } from '../estate.ts';

/** The estate as AWS knows it: looked up by name, and always a moment old. */
export interface World {
  readonly estate: Estate;
  readonly servicesByName: ReadonlyMap<string, EstateService>;
  readonly databasesByName: ReadonlyMap<string, EstateDatabase>;
  /** When the estate was built; nothing in it is younger. */
  readonly builtAt: Date;
  /** When secrets were last rotated, and tasks started with them. */
  readonly changedAt: Date;
  /** The time of a state that AWS keeps renewing, such as what a database can be restored to. */
  readonly justNow: () => Date;
}

const DAY_MS = 24 * 60 * 60_000;
/** Longer than backups are kept, so that the whole retention is there to be judged. */
const AGE_DAYS = 60;
/** Less than the time between two rotations. */
const CHANGED_DAYS = 7;
const LAG_MS = 60_000;

export function worldOf(estate: Estate): World {
  return {
    estate,
    servicesByName: new Map(estate.services.map((service) => [service.name, service])),
    databasesByName: new Map(estate.databases.map((database) => [database.name, database])),
    builtAt: new Date(Date.now() - AGE_DAYS * DAY_MS),
    changedAt: new Date(Date.now() - CHANGED_DAYS * DAY_MS),
    justNow: () => new Date(Date.now() - LAG_MS),
  };
}

/** How the stub answers one operation. */
export interface AnswerEntry {
  /** The name under which calls of the service are signed. */
  readonly signedAs: string;
  /** The SDK client that has the shapes of the operation. */
  readonly service: AwsService;
  readonly operation: string;
  /** @throws {StubRefusal} as AWS would. */
  readonly answer: (input: object, world: World) => object;
}

/** Answers of one service, typed as the SDK types them. */
export function answersOf(signedAs: string, service: AwsService) {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- callers name both types of the SDK
  return <Input extends object, Output extends object>(
    operation: string,
    answer: (input: Input, world: World) => Omit<Output, '$metadata'>,
  ): AnswerEntry => ({
    signedAs,
    service,
    operation,
    // The input was decoded by the operation's own schema.
    answer: (input, world) => answer(input as Input, world),
  });
}
