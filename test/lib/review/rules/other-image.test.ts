import { exampleManifest } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const digest = `sha256:${'0'.repeat(64)}`;
const pods = (image: string) =>
  exampleManifest('wiki/web', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'wiki' },
    spec: { template: { spec: { containers: [{ name: 'web', image }] } } },
  });
const lines = (before: string, after: string) =>
  findingLines({ before: pods(before), after: pods(after) }).filter((line) => !line.includes('replaced'));

test.each([
  [
    'quay.io/commons/web:1.2',
    'ghcr.io/commons/web:1.2',
    'lets-in: pods wiki/web comes from ghcr.io/commons in place of quay.io/commons',
  ],
  [
    'quay.io/commons/web:1.2',
    'quay.io/other/web:1.2',
    'lets-in: pods wiki/web comes from quay.io/other in place of quay.io/commons',
  ],
  [
    'quay.io/commons/web:1.2',
    'quay.io/commons/wiki:1.2',
    'watch: pods wiki/web comes from quay.io/commons/wiki in place of quay.io/commons/web',
  ],
  [
    'quay.io/commons/web:1.2',
    'quay.io/commons/web:latest',
    'weakens: pods wiki/web is whatever quay.io/commons/web:latest is when a pod starts, and had a version',
  ],
  [
    `quay.io/commons/web@${digest}`,
    'quay.io/commons/web',
    'weakens: pods wiki/web is whatever quay.io/commons/web is when a pod starts, and had a version',
  ],
])('%s becomes %s', (before, after, line) => {
  expect(lines(before, after)).toEqual([line]);
});

test('another version of the same image, or its digest, is none', () => {
  expect(lines('quay.io/commons/web:1.2', 'quay.io/commons/web:1.3')).toEqual([]);
  expect(lines('quay.io/commons/web:stable', `quay.io/commons/web@${digest}`)).toEqual([]);
});

const mirrors = (...of: readonly string[]) =>
  exampleManifest('machines', {
    apiVersion: 'config.openshift.io/v1',
    kind: 'ImageTagMirrorSet',
    metadata: { name: 'registry-mirrors' },
    spec: { imageTagMirrors: [{ source: 'docker.io', mirrors: of }] },
  });
const opened = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) =>
  findingLines({ before, after }).filter((line) => line.startsWith('lets-in'));

test('a mirror of somebody else is a place from which images come', () => {
  const line = 'lets-in: images of docker.io come from quay.io/somebody/mirror first';
  expect(opened(mirrors('quay.io/commons/mirror'), mirrors('quay.io/somebody/mirror'))).toEqual([line]);
  expect(opened({ ...pods('quay.io/commons/web:1.2') }, mirrors('quay.io/somebody/mirror'))).toEqual([line]);
  expect(opened(mirrors('quay.io/commons/mirror'), mirrors('quay.io/commons/other'))).toEqual([]);
});
