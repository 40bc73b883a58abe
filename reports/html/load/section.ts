import { worstSizesFirst } from '../../sizing-words.ts';
import { markup } from '../markup.ts';
import { moment, type View } from '../view.ts';
import { databaseChart, serviceChart } from './deployment.ts';
import { reactionChart } from './reaction.ts';
import { scenario } from './scenario.ts';
import { sizing } from './sizing.ts';

/** The load test: what it says of sizes first, then what was sent and what was seen meanwhile. Nothing without one. */
export function* loadSection({ report: { load } }: View): Iterable<string> {
  if (load === null) return;
  yield markup`<section aria-labelledby="load"><h2 id="load">Load</h2>
<p>Sent to <code>${load.origin}</code> from ${moment(load.startedAt)} to ${moment(load.endedAt)}.</p>
`.text;
  if (load.stopped !== null) {
    yield markup`<p class="warning">It was ended before its plan was done: ${load.stopped}</p>\n`
      .text;
  }
  yield sizing(worstSizesFirst(load.sizing)).text;
  for (const [index, run] of load.scenarios.entries()) yield scenario(run, index).text;
  for (const [index, reaction] of load.reactions.entries()) {
    yield reactionChart(reaction, index).text;
  }
  for (const [index, service] of load.services.entries()) yield serviceChart(service, index).text;
  for (const [index, database] of load.databases.entries()) {
    yield databaseChart(database, index).text;
  }
  yield '</section>\n';
}
