// Ahead of time: which frames are likely to be wanted next.

const FURTHEST = 6; // steps ahead of a slider that keeps going

/**
 * The states to have at hand, the most urgent first.
 *
 * `ranges` holds {min, max, step} for each slider, null for other controls; `towards` is the place
 * of the control that moved last, the direction (1, -1) in which it went, and how many moves in a
 * row went there. A hand that goes on is met further ahead each time; after a single step most of
 * what lies far ahead would travel for nothing.
 */
export function neighbours(state, ranges, towards, calm) {
  const found = [];
  const add = (place, steps) => {
    const range = ranges[place];
    const value = range && state[place] + steps * range.step;
    if (range && value >= range.min && value <= range.max) found.push(state.with(place, value));
  };
  const furthest = Math.min(2 * towards.moves, FURTHEST);
  for (let steps = 1; steps <= furthest; steps++) add(towards.place, steps * towards.direction);
  if (calm) add(towards.place, -towards.direction);
  for (let place = 0; calm && place < state.length; place++) {
    if (place !== towards.place) for (const steps of [1, -1]) add(place, steps);
  }
  return found;
}
