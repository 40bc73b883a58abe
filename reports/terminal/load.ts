import type { LoadRun } from '../../core/load/load-run.ts';
import { clip } from '../sanitize.ts';
import { loadInWords, SIZING_VERDICTS, sizeInWords, worstSizesFirst } from '../sizing-words.ts';
import { VALUE_LIMIT } from './labels.ts';
import { blank, wrapped, type Page } from './page.ts';

/** What the load test sent, and what it says of each size, worst first. */
export function loadLines(page: Page, load: LoadRun | null): string[] {
  if (load === null) return [];
  return [
    ...wrapped(page, blank(2), [{ text: `load: ${clip(loadInWords(load), VALUE_LIMIT)}` }]),
    ...worstSizesFirst(load.sizing).flatMap((size) =>
      wrapped(
        page,
        [
          ...blank(4),
          { text: size.verdict, style: SIZING_VERDICTS[size.verdict].tone },
          { text: '  ' },
        ],
        [
          { text: clip(size.resource, VALUE_LIMIT), style: 'strong' },
          { text: `: ${clip(sizeInWords(size), VALUE_LIMIT)}` },
        ],
        6,
      ),
    ),
  ];
}
