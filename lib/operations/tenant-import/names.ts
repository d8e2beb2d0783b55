/** A name of at most `longest` lower-case letters, digits and single hyphens out of one of the input; `fallback` if nothing is left. */
export function toShortName(name: string, longest: number, fallback: string): string {
  const whole = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .replace(/-+$/, '');
  const cut = whole.slice(0, longest + 1).lastIndexOf('-');
  const short = whole.length <= longest ? whole : whole.slice(0, cut >= longest / 2 ? cut : longest).replace(/-+$/, '');
  return short === '' ? fallback : short;
}

/** Words joined by hyphens with which all names begin, with the last hyphen: what a chart puts in front of them. */
export function commonPrefix(names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (others.length === 0) return '';
  const words = first.split('-');
  const count = words.findIndex((_, index) => {
    const prefix = `${words.slice(0, index + 1).join('-')}-`;
    return !others.every((name) => name.startsWith(prefix) && name.length > prefix.length);
  });
  const own = words.slice(0, Math.max(0, Math.min(count, words.length - 1)));
  return own.length === 0 ? '' : `${own.join('-')}-`;
}

/** Gives out names once: one that is taken, or that `isFree` refuses, gets a number. */
export class UniqueNames {
  private readonly taken = new Set<string>();

  constructor(private readonly isFree: (name: string) => boolean = () => true) {}

  add(wanted: string, longest: number): string {
    let name = wanted;
    for (let number = 2; this.taken.has(name) || !this.isFree(name); number++) {
      name = `${wanted.slice(0, longest - String(number).length)}${number}`;
    }
    this.taken.add(name);
    return name;
  }
}
