import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import type { DifferenceStep } from './difference';
import type { RenderedSnapshot } from './rendered-snapshot';
import type { ReviewPlace } from './review-finding';
import type { ReviewTarget } from './review-rule';

/** Returns where a target of a finding can be seen: in the version before, after, or in both. */
export function placesFor(
  { change, path = [] }: ReviewTarget,
  sides: readonly [before: RenderedSnapshot, after: RenderedSnapshot],
): readonly ReviewPlace[] {
  return sides.flatMap((snapshot) => {
    const { side, folder } = snapshot;
    const there = change[side];
    if (there === undefined) return [];
    const at = (file: string, line: number) => [{ side, file: `${folder}/${file}`, line }];
    if (typeof there === 'string') return 'file' in change ? at(change.file, manifestLine(there, path)) : [];
    if ('logicalId' in change) {
      const lines = (snapshot.files.get(change.file) ?? '').split('\n');
      return at(change.file, templateLine(lines, ['Resources', change.logicalId, ...path]));
    }
    const object = 'kind' in change ? change[side] : undefined;
    const document = object && snapshot.documentFor(object);
    return document === undefined ? [] : at(document.file, document.line + manifestLine(document.text, path) - 1);
  });
}

/** Line in a document, counted from 1, of the deepest part of a path that the document has. */
function manifestLine(text: string, path: readonly DifferenceStep[]): number {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  for (let length = path.length; length > 0; length -= 1) {
    const offset = offsetAt(document, path.slice(0, length));
    if (offset !== undefined) return counter.linePos(offset).line;
  }
  return 1;
}

function offsetAt(document: Document.Parsed, path: readonly DifferenceStep[]): number | undefined {
  const keys: (string | number)[] = [];
  for (const step of path) {
    if (typeof step !== 'object') keys.push(step);
    else {
      const members = document.getIn(keys) as { readonly items?: readonly unknown[] } | undefined;
      const index =
        members?.items?.findIndex(
          (item) => isMap(item) && item.items.some(({ value }) => String(value) === step.named),
        ) ?? -1;
      if (index < 0) return undefined;
      keys.push(index);
    }
  }
  const parent = document.getIn(keys.slice(0, -1), true);
  const last = keys.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => String(key) === String(last));
    return pair?.key === undefined ? undefined : (pair.key as { readonly range?: readonly number[] }).range?.[0];
  }
  const node = document.getIn(keys, true) as { readonly range?: readonly number[] } | undefined;
  return node?.range?.[0];
}

/** Templates are written with one space for each level, so that the line of a key is found without a parser. */
function templateLine(lines: readonly string[], path: readonly DifferenceStep[]): number {
  let line = 0;
  for (const [depth, step] of path.entries()) {
    if (typeof step !== 'string') break;
    const begin = `${' '.repeat(depth + 1)}${JSON.stringify(step)}:`;
    const end = `${' '.repeat(depth)}}`;
    const found = lines.findIndex(
      (each, index) => index >= line && (each.startsWith(begin) || (depth > 0 && index > line && each.startsWith(end))),
    );
    if (found < 0 || !(lines[found] ?? '').startsWith(begin)) break;
    line = found;
  }
  return line + 1;
}
