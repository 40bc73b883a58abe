// Plain JavaScript, as the program that loads it: settings of memory are made before anything else is loaded.
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// V8 takes the largest size of this space from its command line alone, and lets it grow to 128 MiB otherwise, a third of
// what a run takes. So it is made to grow in one step, to the size at which clearing it costs little, and then no more.
const YOUNG_SPACE_MIB = 8;

growYoungSpace();

// So small a space is cleared in less time by one thread than several take to share it out.
setFlagsFromString('--no-parallel-scavenge');

// What is out of use is cleared once it is two fifths of what is in use: otherwise it may grow to more than that.
setFlagsFromString('--heap-growing-percent=40');

/** It grows by the factor, from 1 MiB, when what outlived a clearing of it was as much as it holds. */
function growYoungSpace() {
  setFlagsFromString(`--semi-space-growth-factor=${YOUNG_SPACE_MIB}`);
  const kept = [];
  for (let round = 0; round < 100 && youngSpaceMiB() < YOUNG_SPACE_MIB; round += 1) {
    kept.push(Array.from({ length: 2000 }, () => ({ round })));
  }
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Of the half of it that new objects are put into; those that are still in use are copied to the other. */
function youngSpaceMiB() {
  const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  if (space === undefined) return 0;
  return Math.round((space.space_used_size + space.space_available_size) / 1024 ** 2);
}
