import { minimalTenant, report } from '../../support/environment-folder';

const found = (...lines: readonly string[]) =>
  report({ 'tenants/site.yaml': minimalTenant + lines.map((line) => `    ${line}\n`).join('') });

test.each([
  ...['/usr', '/bin', '/lib', '/lib64', '/sbin', '/usr/bin', '/usr/lib', '/usr/local/bin'].map((path) => [
    `scratch: [/tmp, ${path}]`,
    `services[0].scratch[1]: ${path} has the image’s own programs and libraries, which an empty folder would hide`,
  ]),
  [
    'scratch: [{ path: /usr/bin, sizeGiB: 1 }]',
    'services[0].scratch[0].path: /usr/bin has the image’s own programs and libraries, which an empty folder would hide',
  ],
  ...[
    ['before: [{ name: a, command: [a], scratch: [/bin] }]', 'before[0].scratch[0]'],
    [
      "workers: [{ name: a, command: [a], scratch: [/bin], alive: { none: 'It has nothing to ask' } }]",
      'workers[0].scratch[0]',
    ],
    ["schedule: [{ name: a, at: '5 1 * * *', command: [a], scratch: [/tmp, /bin] }]", 'schedule[0].scratch[1]'],
  ].map(([line = '', place]) => [line, `services[0].${place}: /bin has the image’s own programs and libraries`]),
  [
    'claim: { path: /usr, sizeGiB: 1, sharing: many-pods }',
    'services[0].claim.path: /usr has the image’s own programs and libraries, which the volume would hide',
  ],
  [
    'claim: { path: { /usr/lib: lib, /var/lib/app: data }, sizeGiB: 1, sharing: many-pods }',
    'services[0].claim.path./usr/lib: /usr/lib has the image’s own programs and libraries, which the volume would hide',
  ],
  [
    'volumes: [{ name: programs, path: /bin, sizeGiB: 1, sharing: many-pods }]',
    'services[0].volumes[0].path: /bin has the image’s own programs and libraries, which the volume would hide',
  ],
  ...['/bin/sh', '/usr/bin/env', '/usr/bin'].map((path) => [
    `files: { ${path}: 'text' }`,
    `services[0].files.${path}: is the image’s own, and it starts other programs with it`,
  ]),
])('%s is refused', (line, problem) => {
  expect(found(line)[0]).toContain(problem);
});

test.each([
  'scratch: [/tmp, { path: /usr/local/bin, sizeGiB: 1, content: of-image }]',
  'scratch: [/usr/share/app, /etc/app, /usr/lib/app/cache]',
  'claim: { path: /usr/share/app, sizeGiB: 1, sharing: many-pods }',
  "files: { /usr/local/bin/start: 'text', /usr/bin/start: 'text', /etc/app/app.conf: 'text' }",
])('%s is right', (line) => {
  expect(found(line)).toEqual([]);
});
