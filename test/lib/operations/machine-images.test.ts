import { minimalEnvironment, changed, load, spoken } from '../../support/environment-folder';
import { ProblemsError } from '../../../model/problem';
import { SourceFile } from '../../../model/source-file';
import { verifiedMachineImages } from '../../../lib/operations/machine-images';
import { machineImagesByName } from '../../../lib/operations/machine-images-by-name';
import type { MachineImage, MachineImageCatalog } from '../../../lib/operations/machine-images-catalog';
import { catalogOf, gravitonImage, image } from './fake-machine-images';

const text = changed(minimalEnvironment, '  name: commons\n', "  name: commons\n  release: '4.20'\n");

function byName(yaml = text) {
  const { environment } = load({ 'environment.yaml': yaml });
  return machineImagesByName(environment, new SourceFile('environments/testing/environment.yaml', yaml));
}

async function problems(run: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await run();
    return [];
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems.flatMap((problem) => spoken(problem));
    throw error;
  }
}

test('images are found by owner and name for the architectures of the pools', async () => {
  const asked: string[][] = [];
  const region = catalogOf(image(), gravitonImage({ deprecatedFrom: '2028-02-17' }));
  const catalog: MachineImageCatalog = {
    named: (owner, name) => {
      asked.push([owner, name]);
      return region.named(owner, name);
    },
    withIds: (ids) => region.withIds(ids),
  };
  expect(await verifiedMachineImages(byName(), catalog)).toEqual({
    images: {
      amd64: { imageId: 'ami-0a1b2c3d4e5f60001', name: 'rhcos-9.6.20260217-1-x86_64' },
      arm64: { imageId: 'ami-0a1b2c3d4e5f60002', name: 'rhcos-9.6.20260217-1-aarch64' },
    },
    described: [image(), gravitonImage({ deprecatedFrom: '2028-02-17' })],
  });
  expect(asked).toEqual([
    ['531415883065', 'rhcos-9.6.20260217-1-x86_64'],
    ['531415883065', 'rhcos-9.6.20260217-1-aarch64'],
  ]);
});

test.each<[string, readonly MachineImage[], string]>([
  [
    'an image that is not there',
    [image()],
    'rhcos-9.6.20260217-1-aarch64 is not an image that this account sees in the region',
  ],
  [
    'two images of one name',
    [image({ imageId: 'ami-0a1b2c3d4e5f60009' }), image(), gravitonImage()],
    'rhcos-9.6.20260217-1-x86_64 is the name of 2 images: ami-0a1b2c3d4e5f60001, ami-0a1b2c3d4e5f60009',
  ],
  ...(
    [
      [{ owner: '999988887777' }, 'belongs to account 999988887777, not to 531415883065, which publishes RHCOS'],
      [{ architecture: 'arm64' }, 'is for arm64, not x86_64'],
      [{ state: 'disabled' }, 'is disabled, not available'],
      [
        { virtualization: 'paravirtual' },
        'is virtualised by paravirtual and not by hvm, so no current instance type can start from it',
      ],
      [
        { rootDevice: 'instance-store' },
        'has its root volume on instance-store and not on ebs, so it cannot be encrypted',
      ],
      [{ enhancedNetworking: false }, 'has no enhanced networking (ENA), which every current instance type needs'],
    ] as const
  ).map(([change, fault]): [string, readonly MachineImage[], string] => [
    `an image with ${JSON.stringify(change)}`,
    [image(change), gravitonImage()],
    `ami-0a1b2c3d4e5f60001 (rhcos-9.6.20260217-1-x86_64) ${fault}`,
  ]),
])('%s is refused where the release is written', async (_, images, fault) => {
  expect(await problems(() => verifiedMachineImages(byName(), catalogOf(...images)))).toEqual([
    `environment.yaml:18:12 cluster.release: ${fault}`,
    'run openshift-install coreos print-stream-json > stream.json with the installer of the release, and give that file as --stream',
  ]);
});

test('everything that is wrong is told at once', async () => {
  const images = [image({ state: 'failed', owner: '999988887777' })];
  const told = await problems(() => verifiedMachineImages(byName(), catalogOf(...images)));
  expect(told.filter((line) => line.startsWith('environment.yaml'))).toHaveLength(3);
});

test('an environment without Graviton needs no image for it', async () => {
  const pools = `  pools:
    - { name: masters, role: control-plane, owner: cloudformation, architecture: amd64, instanceTypes: [m6i.xlarge], size: 3 }
    - { name: infra, architecture: amd64, instanceTypes: [m6i.xlarge], size: 3 }
`;
  const { images } = await verifiedMachineImages(
    byName(changed(text, 'edge:\n', `${pools}edge:\n`)),
    catalogOf(image()),
  );
  expect(Object.keys(images)).toEqual(['amd64']);
});
