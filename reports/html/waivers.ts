import { NEAR_EXPIRY_DAYS, type WaiverState, type WaiverUse } from '../../core/waivers/use.ts';
import { markup, type Markup } from './markup.ts';
import type { View } from './view.ts';

/** What needs somebody to act comes first. */
const STATES: Readonly<Record<WaiverState, string>> = {
  expired: '✖ expired, so what it named fails again',
  void: '▲ void',
  unused: '– unused: nothing that fails is what it names',
  applied: '◌ applied',
};
const ORDER = Object.keys(STATES);

/** Deviations that were accepted: by whom, why and until when. */
export function waiverTable({ report }: View): Markup {
  const { waivers } = report;
  if (waivers.length === 0) return markup`<p>The run was given no waivers.</p>`;
  const sorted = waivers.toSorted(
    (left, right) =>
      ORDER.indexOf(left.state) - ORDER.indexOf(right.state) || left.daysLeft - right.daysLeft,
  );
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="Waivers">
<table><caption>Waivers, those that need somebody first</caption>
<thead><tr><th scope="col">waiver</th><th scope="col">state</th><th scope="col">until</th><th scope="col">of</th><th scope="col">reason</th><th scope="col">owner</th><th scope="col">findings</th></tr></thead>
<tbody> ${sorted.map(row)}</tbody></table></div>`;
}

function row(waiver: WaiverUse): Markup {
  const { id, state, note, expires, check, reason, owner, approvedBy, findings } = waiver;
  const where = [waiver.subject, waiver.resource, waiver.account, waiver.region];
  return markup`<tr><th scope="row">${id}</th><td>${STATES[state]}${note === null ? null : markup`: ${note}`}</td><td>${expires}, ${left(waiver)}</td><td><code>${check}</code> ${where.filter((part) => part !== null).join(' · ')}</td><td>${reason}</td><td>${owner}${approvedBy === null ? null : markup`, approved by ${approvedBy}`}</td><td>${findings}</td></tr>
`;
}

function left({ daysLeft }: WaiverUse): Markup {
  if (daysLeft < 0) {
    return markup`<strong>ended ${-daysLeft} ${-daysLeft === 1 ? 'day' : 'days'} ago</strong>`;
  }
  if (daysLeft === 0) return markup`<strong>its last day</strong>`;
  const words = markup`${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`;
  return daysLeft <= NEAR_EXPIRY_DAYS ? markup`<strong>${words}</strong>` : words;
}
