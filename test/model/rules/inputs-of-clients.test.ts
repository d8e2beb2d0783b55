import { changed, minimalTenant, report } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

/** What is said of a web application with `more` below its kind. */
const said = (more: string) =>
  report({ ...fullEnvironment, 'tenants/site.yaml': `${minimalTenant}    ${more}\n` }).join('\n');

/** What is said of images for releases. */
const saidOfImages = (image: string) =>
  report({
    ...fullEnvironment,
    'environment.yaml': changed(fullEnvironment['environment.yaml'] ?? '', 'registry.commons.example/release/*', image),
  });

describe('paths of URLs that no request has', () => {
  test.each([
    'health: //other',
    'health: /a/../b',
    'metrics: /./metrics',
    'login: { callback: /a//b }',
    'login: { callback: /a, backchannelLogout: //b }',
    'hosts: [{ host: site.commons.example, paths: [/..] }]',
  ])('%s', (more) => {
    expect(said(more)).toContain('has an empty part, . or .. in it, which no request has');
  });

  test.each(['health: /', 'health: /a/', 'health: /.well-known/x', 'health: /a..b'])('%s is right', (more) => {
    expect(said(more)).toBe('');
  });
});

describe('addresses of senders', () => {
  test.each(['a..b@commons.example', 'a@commons..example', '$(A)@commons.example', 'a<b@commons.example'])(
    '%s',
    (from) => {
      expect(said(`mail: { from: "${from}" }`)).toContain('is not an e-mail address');
    },
  );

  test.each(["o'hara+news@commons.example", 'a@commons.xn--p1ai'])('%s is right', (from) => {
    expect(said(`mail: { from: "${from}" }`)).toBe('');
  });
});

test.each([`/${'a'.repeat(256)}`, '/a'.repeat(2048)])('a path that Linux does not have', (path) => {
  expect(said(`scratch: ['${path}']`)).toContain('Linux has no longer paths');
});

test('a volume that a process mounts twice', () => {
  const volumes = 'volumes: [{ name: a, path: /a, sizeGiB: 1, sharing: many-pods }]';
  const worker = "workers: [{ name: w, command: [x], volumes: [a, a], alive: { none: 'It has nothing to ask' } }]";
  expect(said(`${volumes}\n    ${worker}`)).toContain('repeats volumes[0], and a container has one mount at a path');
});

test.each(['registry.commons.example:5000/release/*', 'registry.commons.xn--p1ai/release/*'])(
  '%s is right',
  (image) => {
    expect(saidOfImages(image)).toEqual([]);
  },
);

test('images of a registry that no name is for', () => {
  expect(saidOfImages('..commons.example/release/*').join('\n')).toContain('is not an image pattern');
});

test.each(['a:b', String.raw`a\nb`, 'a'.repeat(129)])('a user that HTTP has no place for', (user) => {
  const metrics = `metrics: { credentials: { user: "${user}", password: PW } }`;
  expect(said(`secrets: [PW]\n    ${metrics}`)).toContain('is not a user of HTTP basic authentication');
});

test.each(['mailto:', 'https://', 'mailto:sre'])('%s, to which no authority tells anything', (value) => {
  const file = 'records/commons.example.yaml';
  const record = `records:\n  - { name: x.commons.example, type: CAA, values: [{ tag: iodef, value: '${value}' }], because: Somebody needs it }\n`;
  const changedFile = changed(fullEnvironment[file] ?? '', 'records:\n', record);
  expect(report({ ...fullEnvironment, [file]: changedFile }).join('\n')).toContain('is no address');
});
