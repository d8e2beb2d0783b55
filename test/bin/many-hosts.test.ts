import { changed, minimalEnvironment } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';

const host = (index: number): string => `    - name: host-${'abcdefghijklmnopqrstuvwxyz'.charAt(index)}
      purpose: One of many that the community keeps
      image: { system: debian, id: ami-0123456789abcdef1 }
      architecture: arm64
      instanceType: t4g.small
      zones: [us-east-1a, us-east-1b, us-east-1c]
      disks: [{ name: one, path: /srv/one, sizeGiB: 10, backup: daily }, { name: two, path: /srv/two, sizeGiB: 10, backup: daily }]
`;

const project = new TemporaryHome({
  testing: {
    'environment.yaml': changed(
      minimalEnvironment,
      'network:\n',
      `hosts:\n  machines:\n${Array.from({ length: 26 }, (_, index) => host(index)).join('')}network:\n  additionalTiers: [hosts]\n`,
    ),
  },
});
afterAll(() => project.remove());

test('more machines than a stack takes are found at their place in the file, and nothing is written', async () => {
  const { code, stderr } = await project.commons('environment', 'check', 'testing');
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /environment\.yaml:\d+:\d+ hosts\.machines: the stack machines would have \d{3} resources, more than 450\n {4}name fewer zones/,
  );
  expect(stderr).not.toMatch(/TooManyResources|^ {4}at /m);
  expect(project.names()).not.toContain('rendered');
});
