import { join } from 'node:path';
import { filesOnDisk } from '../../../bin/review/files-on-disk';
import { compare } from '../../../lib/review/comparison';
import { RenderedSnapshot } from '../../../lib/review/rendered-snapshot';
import { review } from '../../../lib/review/review';
import { reviewRules } from '../../../lib/review/rules';
import { fixtureHome } from '../../support/fixture-home';

/** A rendered file without one of its objects or resources. */
interface Removal {
  /** Kind or type of what is gone, and its name. */
  readonly gone: string;
  readonly file: string;
  readonly text: string;
}

/** What is not said when it is gone: what only shows something. */
const silent = 'ConfigMap openshift-config-managed/';

function* removals(before: RenderedSnapshot): Generator<Removal> {
  const seen = new Set<string>();
  const isFirst = (kind: string): boolean => !seen.has(kind) && seen.add(kind).size > 0;
  for (const object of before.objects) {
    const { kind, metadata } = object;
    const document = before.documentFor(object);
    // Those of a namespace of the platform are others than those of each tenant.
    const isPlatform = metadata.namespace?.startsWith('openshift-') === true;
    if (document === undefined || !isFirst(`${kind} ${String(isPlatform)}`)) continue;
    const others = before.documents(document.file).filter((each) => each !== document);
    const text = others.map((each) => each.text).join('\n---\n');
    yield { gone: `${kind} ${metadata.namespace ?? ''}/${metadata.name}`, file: document.file, text };
  }
  for (const { file, template } of before.templates) {
    for (const [id, { Type }] of Object.entries(template.Resources)) {
      if (!isFirst(Type)) continue;
      const Resources = Object.fromEntries(Object.entries(template.Resources).filter(([each]) => each !== id));
      yield { gone: `${Type} ${id}`, file, text: JSON.stringify({ ...template, Resources }) };
    }
  }
}

test('everything in what is rendered is said when it is gone', () => {
  const onDisk = filesOnDisk(join(fixtureHome.rendered, 'production'));
  const files = new Map([...onDisk].map(([file, { text }]) => [file, text]));
  const before = new RenderedSnapshot('before', 'rendered/test', files);
  const all = [...removals(before)];
  const unsaid = all.filter(({ file, text }) => {
    const after = new RenderedSnapshot('after', 'rendered/test', new Map(files).set(file, text));
    return review([compare('test', before, after)], reviewRules).findings.length === 0;
  });
  expect(all.length).toBeGreaterThan(0);
  expect(unsaid.map(({ gone }) => gone).filter((gone) => !gone.startsWith(silent))).toEqual([]);
}, 120_000);
