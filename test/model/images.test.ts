import { ImagePins } from '../../model/image-pins';
import { pinnedReference } from '../../model/images';
import { load, report } from '../support/environment-folder';

const digest = `sha256:${'ab'.repeat(32)}`;
const images = `quay.io/commons-example/site:stable:
  digest: ${digest}
  architectures: [amd64, arm64]
`;

test('what registries answered is part of the environment', () => {
  const known = { digest, architectures: ['amd64', 'arm64'] };
  expect(load({ 'images.yaml': images }).environment.images).toEqual({ 'quay.io/commons-example/site:stable': known });
  expect(load().environment.images).toEqual({});
});

test('a digest that is none, an image without a tag and an unknown architecture are refused, all at once', () => {
  const wrong = `quay.io/commons-example/site: { digest: ${digest}, architectures: [amd64] }
quay.io/commons-example/pad:1:
  digest: sha256:12
  architectures: [s390x]
`;
  expect(report({ 'images.yaml': wrong })).toEqual([
    expect.stringMatching(/^images\.yaml:1:1 .*is not an image with its registry and a tag$/),
    expect.stringContaining('have it written by'),
    expect.stringMatching(/^images\.yaml:3:11 .*is not a digest$/),
    expect.stringContaining('have it written by'),
    expect.stringMatching(/^images\.yaml:4:19 /),
    expect.any(String),
  ]);
});

test('the digest stands behind the tag, and pins know what was asked for', () => {
  const known = { 'quay.io/a/b:1.2': { digest, architectures: ['amd64'] } } as const;
  expect(pinnedReference(known, 'quay.io/a/b:1.2')).toBe(`quay.io/a/b:1.2@${digest}`);
  const pins = new ImagePins(known);
  const given = `quay.io/a/c@${digest}`;
  expect(['quay.io/a/d:1', 'quay.io/a/b:1.2', given].map((each) => pins.pinned(each))).toEqual([
    'quay.io/a/d:1',
    `quay.io/a/b:1.2@${digest}`,
    given,
  ]);
  expect(pins.asked).toEqual(['quay.io/a/b:1.2', 'quay.io/a/d:1']);
  expect(pins.unpinned).toEqual(['quay.io/a/d:1']);
});
