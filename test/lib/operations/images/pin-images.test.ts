import type { PinnedImage } from '../../../../model/images';
import { architectureFindings } from '../../../../lib/operations/images/lacking-architectures';
import { pinImages, type ImageSelection } from '../../../../lib/operations/images/pin-images';
import type { Registry, RegistryAnswer } from '../../../../lib/operations/images/registry';

const image = (letter: string, ...architectures: PinnedImage['architectures']): PinnedImage => ({
  digest: `sha256:${letter.repeat(64)}`,
  architectures: architectures.length === 0 ? ['amd64', 'arm64'] : architectures,
});

const wanted = ['a', 'b', 'c'].map((name) => ({ reference: `quay.io/x/${name}:1`, architectures: ['arm64'] as const }));

/** What becomes of images when registries answer so; `asked` is what they were asked. */
async function pinned(
  known: Readonly<Record<string, PinnedImage>>,
  answers: Readonly<Record<string, RegistryAnswer>>,
  which: ImageSelection,
) {
  const asked: string[] = [];
  const registry: Registry = {
    ask: (reference) => {
      asked.push(reference);
      return Promise.resolve(answers[reference] ?? { failed: 'is away' });
    },
  };
  return { ...(await pinImages(known, wanted, which, registry)), asked };
}

test('pin asks for what has no digest, and leaves what has one alone', async () => {
  const before = { 'quay.io/x/a:1': image('1') };
  const answers = { 'quay.io/x/b:1': image('2'), 'quay.io/x/c:1': image('3') };
  const result = await pinned(before, answers, 'missing');
  expect(result.asked).toEqual(['quay.io/x/b:1', 'quay.io/x/c:1']);
  expect(result.images).toEqual({ ...before, ...answers });
  expect(result.changes.map(({ reference }) => reference)).toEqual(['quay.io/x/b:1', 'quay.io/x/c:1']);
  expect(result.failures).toEqual([]);
});

test('update shows what moved, of all images or of those that are named', async () => {
  const before = { 'quay.io/x/a:1': image('1'), 'quay.io/x/b:1': image('2'), 'quay.io/x/c:1': image('3') };
  const answers = { ...before, 'quay.io/x/b:1': image('9') };
  const all = await pinned(before, answers, 'all');
  expect(all.asked).toHaveLength(3);
  expect(all.changes).toEqual([{ reference: 'quay.io/x/b:1', before: image('2'), after: image('9') }]);
  expect((await pinned(before, answers, ['quay.io/x/a:1'])).asked).toEqual(['quay.io/x/a:1']);
});

test('a registry that does not answer leaves its image as it was, and every failure is told', async () => {
  const before = { 'quay.io/x/a:1': image('1') };
  const result = await pinned(before, { 'quay.io/x/c:1': image('3') }, 'all');
  expect(result.images).toEqual({ ...before, 'quay.io/x/c:1': image('3') });
  expect(result.failures).toEqual([
    { reference: 'quay.io/x/a:1', reason: 'is away' },
    { reference: 'quay.io/x/b:1', reason: 'is away' },
  ]);
});

test('an image that some machine could not start is refused', async () => {
  const result = await pinned({}, { 'quay.io/x/a:1': image('1', 'amd64') }, ['quay.io/x/a:1']);
  expect(result.images).toEqual({});
  expect(result.failures).toEqual([
    {
      reference: 'quay.io/x/a:1',
      reason: 'was built only for amd64, and may start on machines with arm64',
    },
  ]);
});

test('what nothing needs any more goes', async () => {
  const result = await pinned({ 'quay.io/x/old:1': image('7') }, {}, []);
  expect(result.images).toEqual({});
  expect(result.changes).toEqual([{ reference: 'quay.io/x/old:1', before: image('7'), after: undefined }]);
});

test('a pool that comes later finds the images that it could not start', () => {
  expect(architectureFindings({ 'quay.io/x/a:1': image('1', 'amd64') }, wanted)).toMatchObject([
    { path: ['quay.io/x/a:1'], reason: 'was built only for amd64, and may start on machines with arm64' },
  ]);
  expect(architectureFindings({ 'quay.io/x/a:1': image('1') }, wanted)).toEqual([]);
});
