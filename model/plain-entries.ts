import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml';
import type { PathStep } from './problem';

/** Where a key or a value begins, and the text of a scalar without its quotes. */
export interface EntryEnd {
  readonly offset: number;
  readonly source?: string;
}

/** The two ends of a map entry; items of lists and the document itself have one. */
export interface Entry {
  readonly key?: EntryEnd;
  readonly value?: EntryEnd;
}

type YamlEvent = ReturnType<typeof parseEvents>[number];

/**
 * Finds the entry at a path of a text that `plainYaml` has read, many times as fast as the parser that knows all of YAML. Returns null for
 * what only that parser can tell: keys that may be no text, values over several lines, and those that are not there.
 */
export class PlainEntries {
  private readonly events: readonly YamlEvent[];

  constructor(private readonly text: string) {
    this.events = parseEvents(text, {});
  }

  /** Undefined when the document has no entry there. */
  at(path: readonly PathStep[]): Entry | undefined | null {
    let index = 1;
    let entry: Entry = {};
    for (const step of path) {
      const event = this.events[index];
      if (event?.type === EVENT_ID.SEQUENCE) {
        const item = typeof step === 'number' ? this.item(index, step) : undefined;
        if (item === undefined) return undefined;
        [index, entry] = [item, {}];
      } else if (event?.type === EVENT_ID.MAPPING) {
        const pair = this.pair(index, String(step));
        if (pair === undefined || pair === null) return pair;
        [index, entry] = [pair.value, { key: pair.key }];
      } else return undefined;
    }
    const value = this.end(index);
    return value && { ...entry, value };
  }

  /** Position among the events of an item of a list. */
  private item(list: number, number: number): number | undefined {
    let index = list + 1;
    for (let item = 0; this.events[index] !== undefined && this.events[index]?.type !== EVENT_ID.POP; item += 1) {
      if (item === number) return index;
      index = this.after(index);
    }
    return undefined;
  }

  private pair(map: number, name: string): { readonly key: EntryEnd; readonly value: number } | undefined | null {
    let index = map + 1;
    while (this.events[index] !== undefined && this.events[index]?.type !== EVENT_ID.POP) {
      const key = this.end(index);
      if (key?.source === undefined || !isText.test(key.source)) return null;
      if (key.source === name) return { key, value: index + 1 };
      index = this.after(index + 1);
    }
    return undefined;
  }

  /** Position of the first event behind a value. */
  private after(value: number): number {
    let index = value;
    let depth = 0;
    do {
      const type = this.events[index]?.type;
      if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth += 1;
      if (type === EVENT_ID.POP) depth -= 1;
      index += 1;
    } while (depth > 0 && index < this.events.length);
    return index;
  }

  private end(index: number): EntryEnd | null {
    const event = this.events[index];
    if (event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE) return { offset: event.start };
    if (event?.type !== EVENT_ID.SCALAR || event.valueStart < 0 || !event.fast) return null;
    const source = getScalarValue(this.text, event);
    if (event.style === SCALAR_STYLE.PLAIN) return { offset: event.valueStart, source };
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    return isQuoted ? { offset: event.valueStart - 1, source } : null;
  }
}

/** Keys that are texts, however they are written. */
const isText = /^[A-Za-z_]/;
