import { createHash } from 'node:crypto';
import { renderedObjects } from '../../bin/capacity-of';
import { imagesOf } from '../../bin/images-of';
import { environmentsUnderTest } from '../support/homes-under-test';
import { clusterApplications } from '../../cdk8s/cluster';
import { ImagePins } from '../../model/image-pins';
import { loadEnvironment } from '../../model/load';
import { standInFacts } from '../../lib/operations/capacity/stand-in-facts';
import { stackImages } from '../../lib/stack-images';
import { renderedRules } from '../../lib/verify/rules';

const digestFor = (reference: string) => `sha256:${createHash('sha256').update(reference).digest('hex')}`;

const all = renderedRules({ alertSections: new Set(), stateful: {} });

/** Rules that say how images and what writes them go together. */
const rules = ['admitted-images', 'image-registries', 'images-with-rights', 'moving-tags', 'trigger-images'];

describe.each(environmentsUnderTest)('$title, once every registry has answered', ({ home, name }) => {
  const loaded = loadEnvironment(home.environments, name);
  const wanted = imagesOf(loaded).map(({ reference }) => reference);
  const images = Object.fromEntries(
    wanted.map((reference) => [
      reference,
      { digest: digestFor(reference), architectures: ['amd64', 'arm64'] as const },
    ]),
  );
  const environment = { ...loaded.environment, images };
  const pins = new ImagePins(images);
  const objects = [
    ...clusterApplications(environment, { ...standInFacts(environment), ...loaded.facts }, pins),
  ].flatMap(({ files }) =>
    Object.entries(files).flatMap(([file, manifests]) => renderedObjects(`cluster/${file}`, manifests)),
  );

  test('there is something to look at', () => {
    expect(wanted.length).toBeGreaterThan(3);
  });

  test('nothing goes by a tag that was to go by digest', () => {
    expect(pins.unpinned).toEqual([]);
    const text = JSON.stringify(objects);
    const beside = stackImages(environment).map(({ reference }) => reference);
    expect(wanted.filter((each) => !beside.includes(each) && !text.includes(digestFor(each)))).toEqual([]);
  });

  test.each(all.filter(({ id }) => rules.includes(id)).map((rule) => [rule.id, rule] as const))(
    '%s holds',
    (_, { findings }) => {
      expect(findings({ objects, resources: [], waiting: [], unpinned: [], files: [] })).toEqual([]);
    },
  );

  test('every rule that is named here is one', () => {
    const ids = all.map(({ id }) => id);
    expect(rules.filter((id) => !ids.includes(id))).toEqual([]);
  });
});
