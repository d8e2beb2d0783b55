import { qualifiedKind, type RenderedObject } from '../rendered';
import { isManifest, type RenderedSnapshot } from './rendered-snapshot';

/** What was looked up: several rules ask for the same kinds. */
const known = new WeakMap<RenderedSnapshot, Map<string, readonly RenderedObject[]>>();

/** Returns the objects of some kinds, given as `<group>/<kind>`. Documents of other kinds are not parsed. */
export function objectsOfKinds(snapshot: RenderedSnapshot, kinds: ReadonlySet<string>): readonly RenderedObject[] {
  const answers = known.get(snapshot) ?? new Map<string, readonly RenderedObject[]>();
  known.set(snapshot, answers);
  const asked = [...kinds].sort().join(' ');
  const answer = answers.get(asked) ?? findObjects(snapshot, kinds);
  answers.set(asked, answer);
  return answer;
}

function findObjects(snapshot: RenderedSnapshot, kinds: ReadonlySet<string>): readonly RenderedObject[] {
  const names = [...kinds].map((kind) => kind.slice(kind.indexOf('/') + 1));
  // Whoever writes a document by hand may quote the name, or write the object as JSON.
  const mention = new RegExp(`\\bkind["']?:\\s*["']?(?:${names.join('|')})\\b`);
  return [...snapshot.files.keys()]
    .filter(isManifest)
    .flatMap((file) =>
      snapshot
        .documents(file)
        .filter(({ text }) => mention.test(text))
        .flatMap((document) => snapshot.object(document) ?? []),
    )
    .filter((object) => kinds.has(qualifiedKind(object)));
}
