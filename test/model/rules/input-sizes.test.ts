import { changed, load, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

describe('sizes', () => {
  const service = (...lines: readonly string[]) =>
    report({ 'tenants/site.yaml': `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}` }).join('\n');
  const long = (bytes: number, letter = 'x') => letter.repeat(bytes / Buffer.byteLength(letter));
  const files = (count: number, bytes = 16_384) =>
    `files: { ${Array.from({ length: count }, (_, index) => `/etc/site/${index}: ${long(bytes)}`).join(', ')} }`;
  const settings = (count: number, bytes: number) =>
    `settings: { ${Array.from({ length: count }, (_, index) => `A${index}: ${long(bytes)}`).join(', ')} }`;
  const worker = (argument: string) => `workers: [{ name: mail, command: [run, ${argument}], alive: [ping] }]`;

  test.each<[string, readonly string[], string]>([
    [
      'a setting of 200 KB',
      [settings(1, 200_000)],
      'services[0].settings.A0: has 196 KiB, and Linux starts no program',
    ],
    ['a setting that its name makes too long', [settings(1, 131_069)], 'services[0].settings.A0: has 128 KiB'],
    [
      'a setting of letters of two bytes',
      [`settings: { A: ${long(140_000, 'ä')} }`],
      'services[0].settings.A: has 137 KiB',
    ],
    ['many settings', [settings(10, 100_000)], 'services[0].settings: have 977 KiB together'],
    ['many files', [files(100)], 'services[0].files: have 1600 KiB together, and a ConfigMap holds 1024 KiB'],
    ['an argument', [worker(long(131_072))], 'services[0].workers[0].command[1]: has 128 KiB'],
    [
      'an argument of a job',
      [`schedule: [{ name: mail, at: '0 3 * * *', command: [run, ${long(1_000_000)}] }]`],
      'services[0].schedule[0].command[1]: has 977 KiB',
    ],
    [
      'many arguments',
      [`schedule: [{ name: mail, at: '0 3 * * *', command: [run, ${`${long(100_000)}, `.repeat(9)}end] }]`],
      'services[0].schedule[0].command: has 879 KiB, and there is room for 768 KiB in a pod',
    ],
    [
      'what says that a worker is alive',
      [`workers: [{ name: mail, command: [run], alive: [ping, ${long(200_000)}] }]`],
      'services[0].workers[0].alive[1]: has 196 KiB',
    ],
  ])('%s: refused where it stands', (_, lines, reason) => {
    const problems = service(...lines);
    expect(problems).toMatch(/^tenants\/site\.yaml:9:\d+ /);
    expect(problems).toContain(reason);
  });

  test('a command of a hook is refused as any other', () => {
    const hooks = `services:
  - kind: automation
    image: quay.io/commons-example/accounts:1
    receiver: quay.io/commons-example/automation-hooks:1
    gitlab: https://gitlab.commons.example
    account: accounts-bot
    hooks: [{ name: made, project: team/accounts, on: [issue], run: [accounts, ${long(200_000)}] }]
`;
    const tenant = `${minimalTenant.slice(0, minimalTenant.indexOf('services:'))}${hooks}`;
    const found = report({ 'tenants/site.yaml': tenant });
    expect(found.join('\n')).toContain('services[0].hooks[0].run[1]: has 196 KiB');
  });

  test('what fits is taken', () => {
    expect(service(settings(1, 131_068))).toBe('');
    expect(service(files(60))).toBe('');
    expect(service(worker(long(131_071)))).toBe('');
  });

  test('a reason is a sentence or two', () => {
    const many = changed(minimalEnvironment, 'Nobody but the tests knows this environment', long(300_000));
    expect(report({ 'environment.yaml': many }).join('\n')).toContain('edge.cdn.none: is longer than 1000 characters');
  });
});

test('what is as large as the check takes is loaded in a moment', () => {
  const begin = process.hrtime.bigint();
  load({ 'tenants/site.yaml': `${minimalTenant}    settings: { A: '${'x'.repeat(131_000)}' }\n` });
  expect(Number(process.hrtime.bigint() - begin) / 1e9).toBeLessThan(5);
});
