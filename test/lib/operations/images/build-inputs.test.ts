import { buildInputs, withDigests } from '../../../../lib/operations/images/build-inputs';

const digest = `sha256:${'ab'.repeat(32)}`;
const text = `# FROM quay.io/x/comment:1
FROM docker.io/x/base:1.2-slim AS build
FROM build
FROM registry.example:5000/x/run:2@${digest}
  image: quay.io/buildah/stable:v1.43.1
    name: docker.io/x/base:1.2-slim
`;

test('images that builds begin with are found, and stages and comments are none', () => {
  expect(buildInputs(text)).toEqual([
    { reference: 'docker.io/x/base:1.2-slim', digest: undefined },
    { reference: 'registry.example:5000/x/run:2', digest },
    { reference: 'quay.io/buildah/stable:v1.43.1', digest: undefined },
    { reference: 'docker.io/x/base:1.2-slim', digest: undefined },
  ]);
});

test('digests are written behind tags, wherever the image is named, and nothing else changes', () => {
  const next = `sha256:${'cd'.repeat(32)}`;
  const digests = new Map([
    ['docker.io/x/base:1.2-slim', next],
    ['registry.example:5000/x/run:2', next],
  ]);
  const written = withDigests(text, digests);
  expect(written).toBe(
    text
      .replaceAll('docker.io/x/base:1.2-slim', `docker.io/x/base:1.2-slim@${next}`)
      .replace(`run:2@${digest}`, `run:2@${next}`),
  );
  expect(withDigests(written, digests)).toBe(written);
});
