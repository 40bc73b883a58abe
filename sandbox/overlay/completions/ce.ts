import { type CompletionContext, type JsonCompletion, regionalKey } from '../completion.ts';
import { isJsonRecord, type JsonRecord, numberOf, stringOf } from '../json.ts';

/** The last days are still being counted. */
const ESTIMATED_DAYS = 2;

export const COST_EXPLORER_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'ce',
    operations: ['GetCostAndUsage'],
    gap: 'Costs are not counted; held in the state of the overlay, under ce/daily.',
    async answer(parameters, context) {
      const period = parameters['TimePeriod'];
      const { Start, End } = isJsonRecord(period) ? period : {};
      const days = await listOf('ce/daily', context);
      const within = days.filter((each) => {
        const day = stringOf(each, 'day') ?? '';
        return day >= String(Start) && day < String(End);
      });
      return {
        ResultsByTime: within.map((each, index) => ({
          TimePeriod: { Start: stringOf(each, 'day'), End: dayAfter(stringOf(each, 'day') ?? '') },
          Total: { UnblendedCost: { Amount: String(numberOf(each, 'usd') ?? 0), Unit: 'USD' } },
          Groups: [],
          Estimated: index >= within.length - ESTIMATED_DAYS,
        })),
      };
    },
  },
  {
    form: 'json',
    service: 'ce',
    operations: ['ListCostAllocationTags'],
    gap: 'Not implemented; held in the state of the overlay, under ce/allocation-tags.',
    async answer(_parameters, context) {
      const value = context.state.get(await regionalKey(context, 'ce/allocation-tags'));
      const keys: readonly unknown[] = Array.isArray(value) ? value : [];
      return {
        CostAllocationTags: keys.map((TagKey) => ({
          TagKey,
          Type: 'UserDefined',
          Status: 'Active',
        })),
      };
    },
  },
];

async function listOf(key: string, context: CompletionContext): Promise<JsonRecord[]> {
  const value = context.state.get(await regionalKey(context, key));
  return Array.isArray(value) ? value.filter(isJsonRecord) : [];
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * 60 * 60_000).toISOString().slice(0, 10);
}
