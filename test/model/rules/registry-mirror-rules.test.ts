import { changed, minimalEnvironment, report } from '../../support/environment-folder';

const said = (...mirrors: readonly string[]) =>
  report({
    'environment.yaml': changed(
      minimalEnvironment,
      'edge:\n',
      `  nodes: { registryMirrors: [${mirrors.join(', ')}] }\nedge:\n`,
    ),
  }).map((line) => line.replace(/^environment\.yaml:\d+:\d+ cluster\.nodes\./, ''));
const mirror = (source: string, ...mirrors: readonly string[]) =>
  `{ source: '${source}', mirrors: [${mirrors.map((each) => `'${each}'`).join(', ')}] }`;

test.each([
  'docker..io',
  '-docker.io',
  'docker-.io',
  'a/..',
  'docker.io/-a',
  'docker.io/a/',
  'docker.io:99999',
  'docker.io:0',
  '10.0.0.256',
])('%s is no registry', (source) => {
  const unfit = ['is not a registry or repository', 'write it without scheme and tag, like quay.io/commons'] as const;
  expect(said(mirror(source, 'mirror.commons.example'))).toEqual([`registryMirrors[0].source: ${unfit[0]}`, unfit[1]]);
  expect(said(mirror('docker.io', source))).toEqual([`registryMirrors[0].mirrors[0]: ${unfit[0]}`, unfit[1]]);
});

test.each([
  'docker.io',
  'quay.io/commons',
  'registry',
  'localhost:5000',
  '10.0.16.9:5000/docker',
  'quay.io:65535/a__b',
])('%s is a registry', (registry) => {
  expect(said(mirror(registry, 'mirror.commons.example'), mirror('gcr.io', registry))).toEqual([]);
});

test.each([
  [
    'a source as its own mirror',
    [mirror('docker.io', 'mirror.commons.example', 'docker.io')],
    'registryMirrors[0].mirrors[1]: is the source itself',
    'name another registry that has its images: nodes ask the source last anyway',
  ],
  [
    'a source named twice',
    [mirror('docker.io', 'mirror.commons.example'), mirror('docker.io', 'mirror.example')],
    'registryMirrors[1].source: repeats the source of registryMirrors[0]',
    'name each source once, with all of its mirrors in order',
  ],
  [
    'a mirror named twice',
    [mirror('docker.io', 'mirror.example', 'mirror.example')],
    'registryMirrors[0].mirrors[1]: repeats mirrors[0]',
    'name each mirror once',
  ],
])('%s is refused', (_, mirrors, place, remedy) => {
  expect(said(...mirrors)).toEqual([place, remedy]);
});
