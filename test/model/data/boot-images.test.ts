import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { bootImageName, bootImages } from '../../../model/data/boot-images';
import { openShiftReleaseNames } from '../../../model/data/openshift-releases';

test.each([
  ['4.17', 'us-east-1', 'amd64', 'rhcos-417.94.202501301529-0-x86_64'],
  ['4.18', 'eu-central-1', 'arm64', 'rhcos-418.94.202602022246-0-aarch64'],
  ['4.20', 'us-east-1', 'arm64', 'rhcos-9.6.20260217-1-aarch64'],
  ['4.20', 'me-central-1', 'amd64', 'rhcos-9.6.20260112-0-x86_64'],
  ['4.18', 'ap-east-2', 'amd64', 'rhcos-418.94.202602022246-0-x86_64'],
] as const)('the boot image of %s in %s for %s is %s', (release, region, architecture, name) => {
  expect(bootImageName(release, region, architecture)).toBe(name);
});

/** What the installer of each release says; not part of the project. */
const reference = resolve(__dirname, '../../../../shared/reference');
const present = existsSync(join(reference, 'rhcos-amis-versions.json'));

if (present) {
  const read = <Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> =>
    schema.parse(JSON.parse(readFileSync(join(reference, file), 'utf8')));
  const versionSchema = z.object({ x86_64: z.string(), aarch64: z.string() });
  const { releases } = read(
    'rhcos-amis-versions.json',
    z.object({
      releases: z.record(
        z.string(),
        z.object({ rhcosVersion: versionSchema, regionsOnAnOlderVersion: z.record(z.string(), versionSchema) }),
      ),
    }),
  );
  const images = read('rhcos-amis.json', z.record(z.string(), z.record(z.string(), versionSchema)));
  const both = (version: string) => ({ x86_64: version, aarch64: version });

  test.each(openShiftReleaseNames)('%s has the versions and regions of its installer', (release) => {
    const { version, olderIn, regions } = bootImages[release];
    expect({ rhcosVersion: both(version), regionsOnAnOlderVersion: mapped(olderIn, both) }).toEqual(releases[release]);
    const commercial = Object.keys(images[release] ?? {}).filter((region) => !region.startsWith('us-gov-'));
    expect([...regions]).toEqual(commercial.sort());
  });
} else {
  test('NOT RUN: the boot images of the installers are not beside this project', () => {
    console.warn(`boot images were not compared with those of the installers: ${reference} does not exist`);
    expect(present).toBe(false);
  });
}

const mapped = <From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
