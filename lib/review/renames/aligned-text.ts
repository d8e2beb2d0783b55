/** Lines that are looked at for the one that a line has become. */
const window = 80;

/**
 * Writes another name into those lines of a text where another text has it. A line that both could be is the one that comes first
 * after the last that was found.
 */
export function alignedText(text: string, other: string, rename: (line: string) => string): string {
  const plain = (line: string) => line.trim().replace(/,$/, '');
  const lines = other.split('\n').map(plain);
  const all = new Set(lines);
  let position = 0;
  const next = (line: string): number => {
    const wanted = plain(line);
    for (let index = position; index < Math.min(lines.length, position + window); index += 1) {
      if (lines[index] === wanted) return index;
    }
    return Infinity;
  };
  return text
    .split('\n')
    .map((line) => {
      const renamed = rename(line);
      const [kept, moved] = [next(line), renamed === line ? Infinity : next(renamed)];
      const found = Math.min(kept, moved);
      if (found !== Infinity) {
        position = found + 1;
        return kept <= moved ? line : renamed;
      }
      return all.has(plain(line)) && !all.has(plain(renamed)) ? line : renamed;
    })
    .join('\n');
}
