import { exampleManifest } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

/** Settings of services that are written by whoever proposes a tenant's file. */

type Variables = Readonly<Record<string, string>>;

const lines = (apiVersion: string, kind: string, before: object, after: object) => {
  const side = (more: object) =>
    exampleManifest(`wiki/${kind}`, {
      apiVersion,
      kind,
      metadata: { name: 'it', namespace: 'wiki', labels: { 'commons-platform/owner': 'wiki' } },
      ...more,
    });
  return findingLines({ before: side(before), after: side(after) });
};
const ofPods = (before: Variables, after: Variables) => {
  const pods = (variables: Variables) => {
    const env = Object.entries(variables).map(([name, value]) => ({ name, value }));
    return { spec: { template: { spec: { containers: [{ name: 'it', env }] } } } };
  };
  return lines('apps/v1', 'Deployment', pods(before), pods(after)).map((line) => line.replace('pods wiki/it ', ''));
};
const restart = 'watch: are replaced, one after the other';

test.each<[string, Variables, Variables, string]>([
  [
    'further groups may publish',
    { ALLOWED_NAMESPACES: 'desktop,libraries' },
    { ALLOWED_NAMESPACES: 'desktop,libraries,attic' },
    'lets-in: lets in more: ALLOWED_NAMESPACES has attic',
  ],
  [
    'every file may be published',
    { FILE_NAMES: '{project}-{version}.tar.xz' },
    { FILE_NAMES: '{project}-{version}.tar.xz,*' },
    'lets-in: lets in more: FILE_NAMES has *',
  ],
  [
    'all origins',
    { ALLOWED_HOSTS: 'wiki.commons.example' },
    { ALLOWED_HOSTS: '*' },
    'lets-in: lets in more: ALLOWED_HOSTS has *',
  ],
  ['registration', {}, { ALLOW_REGISTRATION: 'true' }, 'lets-in: lets in more: ALLOW_REGISTRATION is on'],
  [
    'another project starts hooks',
    { HOOKS: '[{"name":"approval","project":"infrastructure/accounts"}]' },
    { HOOKS: '[{"name":"approval","project":"community/accounts"}]' },
    'lets-in: runs its commands for others: HOOKS[approval].project is community/accounts',
  ],
  [
    'code before the program',
    {},
    { NODE_OPTIONS: '--require /data/x.js' },
    'weakens: runs other code inside its program: NODE_OPTIONS is --require /data/x.js',
  ],
  [
    'a library before the program',
    {},
    { LD_PRELOAD: '/data/x.so' },
    'weakens: runs other code inside its program: LD_PRELOAD is /data/x.so',
  ],
  [
    'another place of the API of AWS',
    {},
    { AWS_ENDPOINT_URL_S3: 'https://collect.example' },
    'lets-in: sends what is meant for AWS or the cluster elsewhere: AWS_ENDPOINT_URL_S3 is https://collect.example',
  ],
  [
    'a proxy',
    {},
    { https_proxy: 'http://proxy.example:443' },
    'lets-in: sends its calls by another: https_proxy is http://proxy.example:443',
  ],
  [
    'certificates',
    {},
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    'weakens: no longer checks whom it talks to: NODE_TLS_REJECT_UNAUTHORIZED is 0',
  ],
  ['TLS', {}, { PGSSLMODE: 'disable' }, 'weakens: no longer checks whom it talks to: PGSSLMODE is disable'],
  [
    'somebody else’s host',
    { GITLAB_URL: 'https://gitlab.commons.example/a' },
    { GITLAB_URL: 'https://gitlab.comrnons.example/a' },
    'weakens: works with gitlab.comrnons.example in place of gitlab.commons.example: GITLAB_URL',
  ],
  [
    'somebody else’s mailbox',
    { POLLING_HOST: 'mail.commons.example' },
    { POLLING_HOST: 'mail.elsewhere.example' },
    'weakens: works with mail.elsewhere.example in place of mail.commons.example: POLLING_HOST',
  ],
])('%s', (_, before, after, said) => {
  expect(ofPods(before, after).toSorted()).toEqual([said, restart].toSorted());
});

test.each<[string, Variables, Variables]>([
  ['a figure', { POSTS: '5' }, { POSTS: '7' }],
  ['a share of memory', {}, { NODE_OPTIONS: '--max-old-space-size=512' }],
  ['a library of the image', {}, { LD_PRELOAD: '/usr/lib/libjemalloc.so.2' }],
  ['less is allowed', { ALLOW_SIGNUP: 'true' }, { ALLOW_SIGNUP: 'false' }],
  ['certificates are checked', { GIT_SSL_NO_VERIFY: '1' }, {}],
  ['a new setting', {}, { SITE_URL: 'https://wiki.commons.example' }],
])('says nothing more of %s', (_, before, after) => {
  expect(ofPods(before, after)).toEqual([restart]);
});

test.each<[string, Variables, Variables]>([
  ['fewer groups', { ALLOWED_NAMESPACES: 'desktop,attic' }, { ALLOWED_NAMESPACES: 'desktop' }],
  ['a further host of its own', { ALLOWED_HOSTS: 'a.example' }, { ALLOWED_HOSTS: 'a.example,b.example' }],
  ['another host of one domain', { SITE_URL: 'https://a.commons.example' }, { SITE_URL: 'https://b.commons.example' }],
])('has a look at %s, and no more', (_, before, after) => {
  expect(ofPods(before, after).filter((line) => !line.startsWith('watch: '))).toEqual([]);
});

test('reads what is written in a file of a service, in whatever form', () => {
  const file = (admin: string, url: string) => ({
    data: {
      'config.yml': `bridge: { url: ${url} }\npermissions: [{ actor: '@bao:commons.example' }${admin}]\n`,
      'app.ini': `[server]\nROOT_URL = ${url}/\n`,
    },
  });
  expect(
    lines(
      'v1',
      'ConfigMap',
      file('', 'https://matrix.commons.example'),
      file(", { actor: '@eve:example.net' }", 'https://matrix.example.net'),
    ),
  ).toEqual([
    'lets-in: ConfigMap wiki/it lets in more: config.yml permissions has @eve:example.net',
    'weakens: ConfigMap wiki/it works with matrix.example.net in place of matrix.commons.example: config.yml bridge.url, app.ini ROOT_URL',
  ]);
});

test('of a service that is new, the whole file is read, and nothing is said', () => {
  const env = [{ name: 'LD_PRELOAD', value: '/data/x.so' }];
  const pods = { template: { spec: { containers: [{ name: 'it', env }] } } };
  const after = exampleManifest('wiki/it', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'it', namespace: 'wiki' },
    spec: pods,
  });
  expect(findingLines({ before: {}, after }).filter((line) => line.includes('LD_PRELOAD'))).toEqual([]);
});
