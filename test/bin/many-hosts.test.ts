import { changed, minimalEnvironment } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** One of many hosts; each but the first lets in the one before it and the first one. */
const host = (index: number, stack: number): string => `    - name: ${hostName(index)}
      stack: ${stack}
      purpose: One of many that the community keeps
      image: { system: debian, id: ami-0123456789abcdef1 }
      architecture: arm64
      instanceType: t4g.small
      zones: [us-east-1a, us-east-1b, us-east-1c]
      disks: [{ name: one, path: /srv/one, sizeGiB: 10, backup: daily }, { name: two, path: /srv/two, sizeGiB: 10, backup: daily }]
      ports:
        - { port: 873, from: { hosts: [${hostName(index === 0 ? 1 : index - 1)}${index < 2 ? '' : `, ${hostName(0)}`}] }, because: They copy its files }
`;

const hostName = (index: number): string => `host-${letters.charAt(index / 26)}${letters.charAt(index % 26)}`;

const homeWith = (count: number, perStack: number): TemporaryHome =>
  new TemporaryHome({
    testing: {
      'environment.yaml': changed(
        minimalEnvironment,
        'network:\n',
        `hosts:\n  machines:\n${Array.from({ length: count }, (_, index) => host(index, 1 + Math.floor(index / perStack))).join('')}network:\n  additionalTiers: [hosts]\n`,
      ),
    },
  });

const project = homeWith(26, 26);
const large = homeWith(80, 10);
afterAll(() => {
  project.remove();
  large.remove();
});

test('more machines than a stack takes are found at their place in the file, and nothing is written', async () => {
  const { code, stderr } = await project.commons('environment', 'check', 'testing');
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /environment\.yaml:\d+:\d+ hosts\.machines: the stack machines would have \d{3} resources, more than 450\n {4}write stack: 2 in hosts that have no machines yet/,
  );
  expect(stderr).not.toMatch(/TooManyResources|^ {4}at /m);
  expect(project.names()).not.toContain('rendered');
});

test('eighty hosts in three zones fit into stacks of their own, and call each other across them', async () => {
  const { code, stderr } = await large.commons('environment', 'check', 'testing');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
