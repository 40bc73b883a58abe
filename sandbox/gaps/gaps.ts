import type { Completion } from '../overlay/completion.ts';

const BEGIN = '<!-- gaps: begin -->';
const END = '<!-- gaps: end -->';

/** One list a service: what the emulator does instead of AWS, and by which means the overlay gives AWS's answer. */
export function gapsText(completions: readonly Completion[]): string {
  const services = [...new Set(completions.map(({ service }) => service))].sort();
  return services
    .map((service) => {
      const lines = completions
        .filter((completion) => completion.service === service)
        .map(
          (completion) =>
            `- ${operationsOf(completion)}: ${gapOf(completion)} ${meansOf(completion)}`,
        );
      return [`### ${service}`, '', ...lines].join('\n');
    })
    .join('\n\n');
}

/** The page with the list in its place. @throws {Error} when the page has no place for it. */
export function withGaps(page: string, text: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('The page has no place for the gaps.');
  return `${page.slice(0, begin + BEGIN.length)}\n\n${text}\n\n${page.slice(end)}`;
}

/** A placeholder such as `<vault>` would be taken for HTML. */
function gapOf({ gap }: Completion): string {
  return gap.replace(/[\w/-]*<\w+>/g, '`$&`');
}

function operationsOf({ operations }: Completion): string {
  return operations.map((operation) => `\`${operation}\``).join(', ');
}

function meansOf(completion: Completion): string {
  if (completion.answer) return '_Answered by the overlay._';
  return completion.complete
    ? '_Completed._'
    : '_Changed or refused before the emulator is asked._';
}
