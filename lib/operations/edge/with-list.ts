import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isNode, isPair, isScalar, isSeq, parse, parseDocument, type Node, type YAMLMap } from 'yaml';

/** What an item of a list can be. */
export type ListItem = string | Readonly<Record<string, string | number>>;

/**
 * A YAML text whose list at `path` has these items, and else the same bytes: comments and the way in which the rest is written stay. Items
 * that the list had keep their lines. An empty list is taken out with its key; a list that is not there is added to the map around it.
 *
 * @returns undefined when the map around the list is not there, or is written in a way that cannot be edited in place
 */
export function withList(
  text: string,
  path: readonly [...string[], string],
  items: readonly ListItem[],
): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const key = path.at(-1) ?? '';
  const parent: unknown = document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const edited = splice(text, parent, key, items).replaceAll(/\r?\n/g, text.includes('\r\n') ? '\r\n' : '\n');
  if (items.length === 0) document.deleteIn(path);
  else document.setIn(path, items);
  return means(edited, document.toJS()) ? edited : undefined;
}

/** Whether a text is YAML of a value. */
function means(text: string, value: unknown): boolean {
  try {
    return isDeepStrictEqual(parse(text), value);
  } catch {
    return false;
  }
}

function splice(text: string, parent: YAMLMap, key: string, items: readonly ListItem[]): string {
  const pair = parent.items.find((each) => isScalar(each.key) && each.key.value === key);
  const replaced = (from: number, to: number, by: string) => text.slice(0, from) + by + text.slice(to);
  const [start = 0, end = 0] = parent.range ?? [];
  if (pair === undefined) {
    if (items.length === 0) return text;
    if (parent.flow === true) {
      const inner = text.slice(0, end - 1).trimEnd();
      return `${inner}${parent.items.length === 0 ? '' : ','} ${key}: ${inFlow(items)} ${text.slice(end - 1)}`;
    }
    const at = lineAfter(text, contentEnd(parent));
    const indent = indentFor(text, start);
    const before = at > 0 && text[at - 1] !== '\n' ? '\n' : '';
    return replaced(at, at, `${before}${indent}${key}:\n${inLines(items, `${indent}  `)}`);
  }
  const keyStart = startFor(pair.key);
  const value = pair.value;
  if (parent.flow === true) return replaced(startFor(value), endFor(value), inFlow(items));
  if (items.length === 0) return replaced(lineStart(text, keyStart), lineAfter(text, contentEnd(pair)), '');
  if (isSeq(value) && value.flow === true && items.every((item) => typeof item === 'string')) {
    return replaced(startFor(value), endFor(value), inFlow(items));
  }
  const indent = indentFor(text, keyStart);
  if (!isSeq(value) || value.flow === true) {
    const colon = text.indexOf(':', endFor(pair.key)) + 1;
    return replaced(colon, lineAfter(text, contentEnd(pair)), `\n${inLines(items, `${indent}  `)}`);
  }
  // Comments before an entry are about it, also those before the first one.
  const first = lineAfter(text, text.indexOf(':', endFor(pair.key)) + 1);
  let from = first;
  const old = value.items.map((item) => {
    const slice = text.slice(from, lineAfter(text, contentEnd(item)));
    from += slice.length;
    const plain: unknown = isNode(item) ? item.toJSON() : item;
    return { plain, lines: slice.endsWith('\n') ? slice : `${slice}\n` };
  });
  const itemIndent = indentFor(text, startFor(value));
  const lines = items.map(
    (item) => old.find((each) => isDeepStrictEqual(each.plain, item))?.lines ?? inLines([item], itemIndent),
  );
  return replaced(first, from, lines.join(''));
}

const inFlow = (items: readonly ListItem[]): string => {
  const document = new Document();
  document.contents = document.createNode(items, { flow: true });
  return document
    .toString({ lineWidth: 0 })
    .trimEnd()
    .replaceAll(/\s*\n\s*/g, ' ');
};

const inLines = (items: readonly ListItem[], indent: string): string =>
  new Document(items)
    .toString({ lineWidth: 0, singleQuote: true })
    .trimEnd()
    .split('\n')
    .map((line) => `${indent}${line}\n`)
    .join('');

const rangeFor = (node: unknown): Node['range'] => (isNode(node) ? node.range : undefined);
const startFor = (node: unknown): number => rangeFor(node)?.[0] ?? 0;
const endFor = (node: unknown): number => rangeFor(node)?.[1] ?? 0;

/** Where the last character of a node is that is no comment or empty line. */
function contentEnd(node: unknown): number {
  if (isPair(node)) return rangeFor(node.value) === undefined ? endFor(node.key) : contentEnd(node.value);
  const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0;
  return isBlock ? contentEnd(node.items.at(-1)) : endFor(node);
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** Where the line after the one with the character before `at` begins. */
function lineAfter(text: string, at: number): number {
  const end = text.indexOf('\n', Math.max(at - 1, 0));
  return end === -1 ? text.length : end + 1;
}

/** The spaces before the column of a character. */
const indentFor = (text: string, at: number): string => ' '.repeat(at - lineStart(text, at));
