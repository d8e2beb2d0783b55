import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import type { DifferenceStep } from './difference';
import { templateLine } from './template-line';
import type { ManifestDocument } from './manifest-documents';
import type { RenderedSnapshot } from './rendered-snapshot';
import type { ReviewPlace } from './review-finding';
import type { ReviewTarget } from './review-rule';
import { isZone, zoneLine } from './zones/zone-records';

/** Returns where a target of a finding can be seen: in the version before, after, or in both. */
export function placesFor(
  { change, path = [] }: ReviewTarget,
  sides: readonly [before: RenderedSnapshot, after: RenderedSnapshot],
): readonly ReviewPlace[] {
  return sides.flatMap((snapshot) => {
    const { side } = snapshot;
    const there = change[side];
    if (there === undefined) return [];
    const at = (file: string, line: number) => [{ side, file: snapshot.gitPath(file), line }];
    if (typeof there === 'string') {
      if (!('file' in change)) return [];
      if (isZone(change.file)) return recordLines(there, path).flatMap((line) => at(change.file, line));
      return at(change.file, manifestLine({ file: change.file, line: 1, text: there }, path));
    }
    if ('logicalId' in change) {
      return at(change.file, templateLine(snapshot.files.get(change.file) ?? '', change.logicalId, path));
    }
    const object = 'kind' in change ? change[side] : undefined;
    const document = object && snapshot.documentFor(object);
    return document === undefined ? [] : at(document.file, document.line + manifestLine(document, path) - 1);
  });
}

/** Line of the name and type that a path into a zone file has; the first one without a path. */
function recordLines(text: string, [host, type]: readonly DifferenceStep[]): readonly number[] {
  if (typeof host !== 'string' || typeof type !== 'string') return [1];
  const line = zoneLine(text, host, type);
  return line === undefined ? [] : [line];
}

/** Line in a document, counted from 1, of the deepest part of a path that the document has. */
function manifestLine(manifest: ManifestDocument, path: readonly DifferenceStep[]): number {
  if (path.length === 0) return 1;
  const { document, counter } = parsedDocument(manifest);
  for (let length = path.length; length > 0; length -= 1) {
    const offset = offsetAt(document, path.slice(0, length));
    if (offset !== undefined) return counter.linePos(offset).line;
  }
  return 1;
}

interface ParsedDocument {
  readonly manifest: ManifestDocument;
  readonly document: Document.Parsed;
  readonly counter: LineCounter;
}

/** The documents that were asked for last: a finding asks for several places in one, and then nobody does again. */
const recent: ParsedDocument[] = [];

function parsedDocument(manifest: ManifestDocument): ParsedDocument {
  const known = recent.find((each) => each.manifest === manifest);
  if (known !== undefined) return known;
  const counter = new LineCounter();
  const parsed = { manifest, document: parseDocument(manifest.text, { lineCounter: counter }), counter };
  if (recent.unshift(parsed) > 4) recent.pop();
  return parsed;
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
