import { firstBootFindings } from '../../../lib/platform/first-boot-findings';
import { changed, load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const file = fullEnvironment['environment.yaml'] ?? '';
const found = (from: string, to: string) =>
  firstBootFindings(load({ ...fullEnvironment, 'environment.yaml': changed(file, from, to) }).environment);

test('hosts with every task, and commands that fit', () => {
  expect(firstBootFindings(load(fullEnvironment).environment)).toEqual([]);
  expect(found("commands: ['systemctl enable --now rsync']", `commands: ['${'x'.repeat(200)}']`)).toEqual([]);
});

test('commands that are too long together are found, with how much too long they are', () => {
  const commands = Array.from({ length: 100 }, () => `'${'x'.repeat(900)}'`).join(', ');
  expect(found("commands: ['systemctl enable --now rsync']", `commands: [${commands}]`)).toEqual([
    {
      path: ['hosts', 'machines', 0, 'commands'],
      reason: expect.stringMatching(/^user data of mirror-a has 10\d{4} bytes, and EC2 takes 16384$/) as unknown,
      remedy: expect.stringMatching(
        /^shorten the commands by \d{5} bytes: have them fetch a script from the bucket of the hosts, see objects$/,
      ) as unknown,
    },
  ]);
});

test('secrets that are too many for a first boot are found at the host', () => {
  const secrets = Array.from({ length: 60 }, (_, index) => `secret-number-${'abcdefghij'[index % 10] ?? ''}${index}`);
  expect(
    found(
      '      privateAddresses: { us-east-1b: 10.0.52.20 }\n',
      `      privateAddresses: { us-east-1b: 10.0.52.20 }\n      secrets: [${secrets.join(', ')}]\n`,
    ),
  ).toMatchObject([{ path: ['hosts', 'machines', 4] }]);
});
