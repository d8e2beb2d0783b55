import type { Place } from './place';

/** What a value of YAML is: `nothing` is a key without a value, or null. */
export type InputForm = 'map' | 'list' | 'text' | 'nothing';

type Content = ReadonlyMap<string, InputNode> | readonly InputNode[] | string | undefined;

/** A value of a YAML file that knows where it stands; aliases and merged keys are written out. */
export class InputNode {
  constructor(
    readonly at: Place,
    private readonly content: Content,
    /** Tag that is not of YAML itself, like Compose's `!reset`. */
    readonly tag?: string,
  ) {}

  get form(): InputForm {
    if (this.content === undefined) return 'nothing';
    if (typeof this.content === 'string') return 'text';
    return isList(this.content) ? 'list' : 'map';
  }

  /** The text of a scalar as it is written, without quotes; undefined for maps, lists and null. */
  get text(): string | undefined {
    return typeof this.content === 'string' ? this.content : undefined;
  }

  /** Items of a list; none for anything else. */
  get items(): readonly InputNode[] {
    return isList(this.content) ? this.content : [];
  }

  /** Keys and values of a map; none for anything else. */
  get entries(): readonly (readonly [string, InputNode])[] {
    return typeof this.content === 'object' && !isList(this.content) ? [...this.content] : [];
  }

  /** The value below these keys of maps, if there is one that is not null. */
  find(...keys: readonly string[]): InputNode | undefined {
    const [key, ...others] = keys;
    if (key === undefined) return this.content === undefined ? undefined : this;
    if (typeof this.content !== 'object' || isList(this.content)) return undefined;
    return this.content.get(key)?.find(...others);
  }

  /** Text of the value below these keys. */
  textAt(...keys: readonly string[]): string | undefined {
    return this.find(...keys)?.text;
  }

  /** A scalar alone, or the scalars of a list. */
  get texts(): readonly string[] {
    return this.text === undefined ? this.items.flatMap(({ text }) => text ?? []) : [this.text];
  }

  /** The same map with other entries. */
  withEntries(entries: readonly (readonly [string, InputNode])[]): InputNode {
    return new InputNode(this.at, new Map(entries));
  }

  /** Another scalar at the place of this value; undefined is null. */
  withText(text: string | undefined): InputNode {
    return new InputNode(this.at, text);
  }

  /** A list with these items at the place of this value. */
  withItems(items: readonly InputNode[]): InputNode {
    return new InputNode(this.at, items);
  }
}

const isList = (content: Content): content is readonly InputNode[] => Array.isArray(content);
