import { readJson, withJson, withText } from './answer-body.ts';
import type { WireAnswer } from './aws-error.ts';
import type { AwsCall } from './aws-request.ts';
import type { DeviationArguments } from './deviation.ts';
import { DEVIATIONS } from './deviations/registry.ts';

export interface ActiveDeviation {
  name: string;
  arguments: DeviationArguments;
}

/** The deviations that are switched on now. The same one may be on once; new arguments replace the old. */
export interface DeviationBoard {
  /** @throws {RangeError} when no deviation has that name. */
  set: (name: string, args?: DeviationArguments) => void;
  /** Switches off one, or all. */
  clear: (name?: string) => void;
  active: () => ActiveDeviation[];
  /** The answer with every edit of an active deviation of its operation, in the order of the registry. */
  apply: (call: AwsCall, answer: WireAnswer) => WireAnswer;
}

export function createDeviationBoard(registry = DEVIATIONS): DeviationBoard {
  const active = new Map<string, DeviationArguments>();
  return {
    set(name, args = {}) {
      if (!registry.some((deviation) => deviation.name === name)) {
        throw new RangeError(`No deviation has the name ${name}.`);
      }
      active.set(name, args);
    },
    clear(name) {
      if (name === undefined) active.clear();
      else active.delete(name);
    },
    active: () => [...active].map(([name, args]) => ({ name, arguments: args })),
    apply(call, answer) {
      return registry.reduce((edited, deviation) => {
        const args = active.get(deviation.name);
        const fits =
          deviation.service === call.service && deviation.operations.includes(call.operation);
        if (args === undefined || !fits) return edited;
        switch (deviation.form) {
          case 'json':
            return withJson(edited, deviation.edit(readJson(edited), args));
          case 'xml':
            return withText(edited, deviation.edit(edited.body.toString('utf8'), args));
        }
      }, answer);
    },
  };
}
