import { SourceFile } from '../../../model/source-file';
import { streamMachineImages } from '../../../lib/operations/stream-machine-images';
import { changed, load, problemsOf, spoken } from '../../support/environment-folder';

const regionsOf = (image: string) => ({
  artifacts: { aws: { release: '9.6.20260217-1' } },
  images: { aws: { regions: { 'us-east-1': { release: '9.6.20260217-1', image } } } },
});
const stream = JSON.stringify(
  {
    stream: 'rhcos-4.20',
    metadata: { 'last-modified': '2026-03-04T15:09:24Z' },
    architectures: {
      aarch64: regionsOf('ami-0a1b2c3d4e5f60002'),
      s390x: { artifacts: {} },
      x86_64: regionsOf('ami-0a1b2c3d4e5f60001'),
    },
  },
  undefined,
  2,
);
const { environment } = load();
const wanted = (text: string) => streamMachineImages(environment, new SourceFile('stream.json', text));

test('the images of the region are taken by id, for the architectures of the pools', () => {
  expect(wanted(stream).map(({ architecture, by }) => ({ architecture, by }))).toEqual([
    { architecture: 'amd64', by: { imageId: 'ami-0a1b2c3d4e5f60001' } },
    { architecture: 'arm64', by: { imageId: 'ami-0a1b2c3d4e5f60002' } },
  ]);
});

test('a problem with one is told where the stream names it', () => {
  const [first] = wanted(stream);
  const told = first === undefined ? [] : spoken(first.problem('is wrong'));
  expect(told[0]).toBe('stream.json:38:24 architectures.x86_64.images.aws.regions.us-east-1.image: is wrong');
  expect(told[1]).toBe('make it with the openshift-install of 4.20: openshift-install coreos print-stream-json');
});

test.each<[string, string, string]>([
  [
    'of another release',
    changed(stream, 'rhcos-4.20', 'rhcos-4.19'),
    'stream.json:2:13 stream: is rhcos-4.19, but the cluster is to run OpenShift 4.20',
  ],
  [
    'without the region',
    stream.replaceAll('us-east-1', 'eu-west-1'),
    'stream.json:35:22 architectures.x86_64.images.aws.regions.us-east-1.image: has no amd64 image for us-east-1',
  ],
  ['of something else', '{ "amis": {} }', 'stream.json:1:1 stream: is missing'],
  ['cut off', stream.slice(0, 200), 'stream.json:'],
  ['that is empty', '', 'stream.json:1:1 is empty'],
])('a stream %s is refused', (_, text, said) => {
  const told = problemsOf(() => wanted(text)).flatMap((problem) => spoken(problem));
  expect(told[0]?.startsWith(said) === true ? said : told).toBe(said);
});

test('a stream that lacks one architecture is refused for that one', () => {
  const told = problemsOf(() => wanted(changed(stream, '"aarch64"', '"ppc64le"')));
  expect(told.map(({ reason }) => reason)).toEqual(['has no arm64 image for us-east-1']);
});
