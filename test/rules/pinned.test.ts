import { createHash } from 'node:crypto';
import { renderedObjects } from '../../bin/all-objects';
import { environmentImages } from '../../bin/environment-images';
import { environmentsUnderTest } from '../support/homes-under-test';
import { loadFrom } from '../support/load-from';
import { kinds } from '../../cdk8s/services/kinds';
import type { RenderedObject } from '../../lib/rendered';
import { applicationsOf } from '../support/applications';
import { ImagePins } from '../../model/image-pins';
import { placeholderFacts } from '../../lib/operations/capacity/placeholder-facts';
import { stackImages } from '../../lib/stack-images';
import { renderedRules } from '../../lib/verify/rules';

const digestFor = (reference: string) => `sha256:${createHash('sha256').update(reference).digest('hex')}`;

const all = renderedRules({ alertSections: new Set(), stateful: {}, dashboards: new Map() });

/** Rules that say how images and what writes them go together. */
const rules = ['admitted-images', 'image-registries', 'images-with-rights', 'moving-tags', 'trigger-images'];

describe.each(environmentsUnderTest)('$title, once every registry has answered', ({ home, name }) => {
  let wanted: readonly string[];
  let pins: ImagePins;
  let objects: readonly RenderedObject[];
  let beside: readonly string[];

  beforeAll(async () => {
    const loaded = loadFrom(home, name);
    wanted = (await environmentImages(loaded, kinds)).map(({ reference }) => reference);
    const images = Object.fromEntries(
      wanted.map((reference) => [
        reference,
        { digest: digestFor(reference), architectures: ['amd64', 'arm64'] as const },
      ]),
    );
    const environment = { ...loaded.environment, images };
    pins = new ImagePins(images);
    const applications = await applicationsOf(environment, { ...placeholderFacts(environment), ...loaded.facts }, pins);
    objects = applications.flatMap(({ files }) =>
      Object.entries(files).flatMap(([file, manifests]) => renderedObjects(`cluster/${file}`, manifests)),
    );
    beside = stackImages(environment).map(({ reference }) => reference);
  });

  test('there is something to look at', () => {
    expect(wanted.length).toBeGreaterThan(3);
  });

  test('nothing goes by a tag that was to go by digest', () => {
    expect(pins.unpinned).toEqual([]);
    const text = JSON.stringify(objects);
    expect(wanted.filter((each) => !beside.includes(each) && !text.includes(digestFor(each)))).toEqual([]);
  });

  test.each(all.filter(({ id }) => rules.includes(id)).map((rule) => [rule.id, rule] as const))(
    '%s holds',
    (_, { findings }) => {
      expect(findings({ objects, resources: [], stacks: [], waiting: [], unpinned: [], files: [] })).toEqual([]);
    },
  );

  test('every rule that is named here is one', () => {
    const ids = all.map(({ id }) => id);
    expect(rules.filter((id) => !ids.includes(id))).toEqual([]);
  });
});
