import { expect, test } from '@jest/globals';
import { isMoving, isSameImage, parseImage } from './image-name.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const OTHER = `sha256:${'1'.repeat(64)}`;

test.each([
  ['app', 'app', null, null],
  ['app:1.4', 'app', '1.4', null],
  ['registry:5000/team/app', 'registry:5000/team/app', null, null],
  ['registry:5000/team/app:1.4', 'registry:5000/team/app', '1.4', null],
  [`app@${DIGEST}`, 'app', null, DIGEST],
  [`registry:5000/app:1.4@${DIGEST}`, 'registry:5000/app', '1.4', DIGEST],
  ['', '', null, null],
])('%p', (image, repository, tag, digest) => {
  expect(parseImage(image)).toEqual({ repository, tag, digest });
});

test.each([
  ['app', true],
  ['app:latest', true],
  ['registry:5000/app', true],
  ['app:1.4', false],
  [`app:latest@${DIGEST}`, false],
])('%s moves: %s', (image, moves) => {
  expect(isMoving(parseImage(image))).toBe(moves);
});

test.each([
  ['app:1.4', 'app:1.4', true],
  [`app:1.4@${DIGEST}`, 'app:1.4', true],
  [`app@${DIGEST}`, `app:1.4@${DIGEST}`, true],
  ['app:1.5', 'app:1.4', false],
  ['other/app:1.4', 'app:1.4', false],
  [`app:1.4@${OTHER}`, `app:1.4@${DIGEST}`, false],
  ['app:1.4', `app:1.4@${DIGEST}`, false],
  [`app@${DIGEST}`, 'app:1.4', false],
])('%s is %s: %s', (deployed, declared, same) => {
  expect(isSameImage(parseImage(deployed), parseImage(declared))).toBe(same);
});
