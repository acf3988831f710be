// What a network makes of an image, as the explorer Draw says it: numbers, sums and a sentence.

const MOST = 4; // contributions shown one by one

/** A number with its sign and a real minus, as `signed_number` in helpers/words.py writes it. */
export function signed(value, decimals = 2) {
  const written = Math.abs(value).toFixed(decimals);
  if (Number(written) === 0) return written;
  return `${value < 0 ? "−" : "+"}${written}`;
}

const rounded = (value, decimals) => Number(value.toFixed(decimals));
const total = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** How many decimals show the largest of some values with two digits that count. */
function decimalsFor(values) {
  const largest = Math.max(...values.map(Math.abs));
  return largest ? Math.max(2, 1 - Math.floor(Math.log10(largest))) : 2;
}

/**
 * A class's score as bars, each from the end of the last: the bias, the units that add most, and
 * what all others add. As they are written they add up: the last is what rounding leaves for it.
 */
export function sumOf(network, run, c) {
  const { units, bias } = network.contributions(run, c);
  const isHidden = network.sizes.length > 2;
  const k = isHidden ? Math.min(MOST, units.length) : 0;
  const rest = units.slice(k);
  const bars = [{ label: "bias", value: bias }];
  for (const { unit, value } of units.slice(0, k)) bars.push({ label: `unit ${unit}`, value });
  if (rest.length) {
    const label = isHidden ? `the other ${rest.length}` : "all ink";
    bars.push({ label, value: total(rest.map(({ value }) => value)) });
  }
  let end = 0;
  for (const bar of bars) {
    bar.begin = end;
    end += bar.value;
    bar.end = end;
  }
  const decimals = decimalsFor(bars.flatMap((bar) => [bar.value, bar.end]));
  const some = bars.slice(0, -1).map(({ value }) => rounded(value, decimals));
  some.push(rounded(rounded(end, decimals) - total(some), decimals));
  bars.forEach((bar, n) => {
    bar.written = some[n];
  });
  bars.push({ label: "score", value: end, begin: 0, end, written: total(some) });
  return { bars, decimals, shown: k, others: rest.length };
}

/** The parts of a sum, in words. */
function sumInWords({ bars, decimals, shown, others }) {
  const [bias, ...parts] = bars.slice(0, -1).map(({ written }) => written);
  const [added, rest] = [parts.slice(0, shown), parts.slice(shown)].map((some) =>
    signed(total(some), decimals),
  );
  const end = `the bias ${signed(bias, decimals)}: together ${signed(bars.at(-1).written, decimals)}`;
  if (!shown) return `the ink adds ${rest}, ${end}`;
  const named = shown === 1 ? "the top unit adds" : `the top ${shown} units add`;
  return `${named} ${added}${others ? `, the other ${others} ${rest}` : ""}, ${end}`;
}

/** The answer to an image: what was computed, the sum that is its score, and a sentence. */
export function reading(network, pixels) {
  const run = network.forward(pixels);
  const { answer, outputs, scores } = run;
  const second = [...scores.keys()].sort((a, b) => scores[b] - scores[a])[1];
  const sum = sumOf(network, run, answer);
  const { names } = network;
  const empty = pixels.some((one) => one > 0) ? "" : "The pad is empty. ";
  const words =
    `${empty}The answer is ${names[answer]} (output ${outputs[answer].toFixed(2)}), then ` +
    `${names[second]} (${outputs[second].toFixed(2)}). To the score of ${names[answer]}, ` +
    `${sumInWords(sum)}.`;
  return { run, sum, words };
}
