const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** Says a time in the largest unit in which it is a whole number, like `12 hours`. */
export function durationWords(seconds: number): string {
  const [word, size] = units.find(([, each]) => seconds > 0 && seconds % each === 0) ?? ['second', 1];
  const count = seconds / size;
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
