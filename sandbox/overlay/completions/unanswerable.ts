import { notImplemented } from '../aws-error.ts';
import { AwsFailure } from '../aws-failure.ts';
import type { CompletionContext, JsonCompletion } from '../completion.ts';
import { stringOf } from '../json.ts';

/**
 * Questions that the emulator answers with success and a wrong or empty result. A caller must not take that for
 * evidence, so it gets the error of an operation that is not implemented.
 */
export const UNANSWERABLE: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'events',
    operations: ['TestEventPattern'],
    gap: 'Answered without a result; refused here.',
    answer(_parameters, context) {
      throw refusal(context);
    },
  },
  {
    form: 'json',
    service: 'monitoring',
    operations: ['GetMetricStatistics'],
    gap: 'Extended statistics are left out of the data points; refused here.',
    prepare(parameters, context) {
      if (parameters['ExtendedStatistics'] !== undefined) throw refusal(context);
      return parameters;
    },
  },
  {
    form: 'json',
    service: 'logs',
    operations: ['FilterLogEvents'],
    gap: 'A JSON pattern is ignored and everything comes back; refused here.',
    prepare(parameters, context) {
      if (stringOf(parameters, 'filterPattern')?.trim().startsWith('{') === true) {
        throw refusal(context);
      }
      return parameters;
    },
  },
  {
    form: 'json',
    service: 'logs',
    operations: ['StartQuery'],
    gap: 'Filters and statistics of a query are ignored and raw rows come back; refused here.',
    prepare(parameters, context) {
      if (
        /\|\s*(filter|stats|parse|dedup)\b|^\s*(filter|stats|parse)\b/.test(
          String(parameters['queryString']),
        )
      ) {
        throw refusal(context);
      }
      return parameters;
    },
  },
];

function refusal(context: CompletionContext): AwsFailure {
  return new AwsFailure(notImplemented(context.call));
}
