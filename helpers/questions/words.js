// What a question says, without a page: its little Markdown, its verdicts, its hands.

const INLINE = /\*\*(.+?)\*\*(?!\*)|\*(.+?)\*|`(.+?)`|\[(.+?)\]\((https?:[^)]+)\)/s;
const TAGS = ["strong", "em", "code", "a"]; // in the order of the pattern's groups

/** The pieces of a line of Markdown: strings, and {tag, inside, href} with pieces inside. */
export function pieces(text) {
  const found = INLINE.exec(text);
  if (!found) return text ? [text] : [];
  const number = found.slice(1, 5).findIndex((part) => part !== undefined);
  const tag = TAGS[number];
  const inside = tag === "code" ? [found[3]] : pieces(found[number + 1]);
  const before = text.slice(0, found.index);
  const piece = { tag, inside, ...(tag === "a" && { href: found[5] }) };
  return [...(before ? [before] : []), piece, ...pieces(text.slice(found.index + found[0].length))];
}

/** The paragraphs of a text, and its lists, an item a line: {tag: "p" or "ul", lines}. */
export function blocks(text) {
  const parts = text.trim().split(/\n\s*\n/);
  return parts.filter(Boolean).map((part) => {
    const lines = part.split("\n");
    return lines.every((line) => line.startsWith("- "))
      ? { tag: "ul", lines: lines.map((line) => line.slice(2)) }
      : { tag: "p", lines: [lines.join(" ")] };
  });
}

/** What is said of a choice: whether the option holds, what is behind it, and then the answer. */
export function verdict({ options, answer = "" }, letter) {
  const option = options.find((one) => one.letter === letter);
  if (!option) return null;
  const holds = Boolean(option.right);
  const again = holds ? "" : "\n\nChoose again.";
  const head = `**(${letter}) ${holds ? "holds" : "does not hold"}.** ${option.idea.trim()}`;
  return { holds, text: `${head}${holds && answer ? `\n\n${answer.trim()}` : again}` };
}

export const TIMES = ["before", "after"];

/** The hands with one more number entered: the count of an option, before or after. */
export function counted(hands, time, place, count, size) {
  const row = [...(hands[time] ?? Array(size).fill(0))];
  row[place] = Math.max(0, Math.round(Number(count) || 0));
  return { ...hands, [time]: row };
}

/** How many in a hundred of the hands went up for an option; 0 where none was counted. */
export function share(hands, time, place) {
  const row = hands[time] ?? [];
  const all = row.reduce((sum, count) => sum + count, 0);
  return all ? Math.round((100 * row[place]) / all) : 0;
}
