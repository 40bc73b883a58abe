import { readJson, withJson, withText } from './answer-body.ts';
import type { WireAnswer } from './aws-error.ts';
import type { AwsCall } from './aws-request.ts';
import type { DeviationArguments } from './deviation.ts';
import { DEVIATIONS } from './deviations/registry.ts';

export interface ActiveDeviation {
  /** Its name, unless whoever switched it on gave another: by it, one deviation may be on several times. */
  id: string;
  name: string;
  arguments: DeviationArguments;
}

/** The deviations that are switched on now. An id may be on once; new arguments replace the old. */
export interface DeviationBoard {
  /** @throws {RangeError} when no deviation has that name. */
  set: (name: string, args?: DeviationArguments, id?: string) => void;
  /** Switches off one, or all. */
  clear: (id?: string) => void;
  active: () => ActiveDeviation[];
  /** The answer with every edit of an active deviation of its operation, in the order of the registry. */
  apply: (call: AwsCall, answer: WireAnswer) => WireAnswer;
}

export function createDeviationBoard(registry = DEVIATIONS): DeviationBoard {
  const active = new Map<string, ActiveDeviation>();
  return {
    set(name, args = {}, id = name) {
      if (!registry.some((deviation) => deviation.name === name)) {
        throw new RangeError(`No deviation has the name ${name}.`);
      }
      active.set(id, { id, name, arguments: args });
    },
    clear(id) {
      if (id === undefined) active.clear();
      else active.delete(id);
    },
    active: () => [...active.values()],
    apply(call, answer) {
      return registry
        .filter(
          ({ service, operations }) =>
            service === call.service && operations.includes(call.operation),
        )
        .flatMap((deviation) =>
          [...active.values()]
            .filter(({ name }) => name === deviation.name)
            .map((on) => ({ deviation, on })),
        )
        .reduce((edited, { deviation, on }) => {
          switch (deviation.form) {
            case 'json':
              return withJson(
                edited,
                deviation.edit(readJson(edited), on.arguments, call.parameters),
              );
            case 'xml':
              return withText(
                edited,
                deviation.edit(edited.body.toString('utf8'), on.arguments, call.parameters),
              );
          }
        }, answer);
    },
  };
}
