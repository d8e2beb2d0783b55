import { byName } from '../../support/charts';
import { report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const gateway = (answers: string, hosts = '[www.commons.example]'): string => `purpose: A site for the tests
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: public
hosts: [www.commons.example]
services:
  - kind: web-gateway
    hosts: ${hosts}
    answers: ${answers}
`;

const problems = (text: string) =>
  report({ 'tenants/site.yaml': text }).filter((line) => line.startsWith('tenants/site.yaml:'));

const json = "{ json: { 'm.server': 'matrix.commons.example:443' } }";

test('answers are files of the pod, and a change of one starts a rollout', async () => {
  const objects = await tenantObjects(gateway(`{ /.well-known/matrix/server: ${json} }`));
  const deployment = JSON.stringify(byName(objects, 'Deployment').gateway);
  expect(deployment).toContain('"/etc/nginx/answers/answer-1"');
  expect(deployment).toContain('"/etc/nginx/templates/gateway/s3_server.conf.template"');
  expect(byName(objects, 'Deployment').gateway).toMatchObject({
    spec: {
      template: {
        metadata: { annotations: { 'commons-platform/file-1': '{"m.server":"matrix.commons.example:443"}\n' } },
      },
    },
  });
});

test('without answers nothing of theirs is there', async () => {
  const deployment = JSON.stringify(byName(await tenantObjects(gateway('{}')), 'Deployment').gateway);
  expect(deployment).not.toContain('answers');
  expect(deployment).not.toContain('s3_server');
});

test.each([
  [
    'a path of the gateway itself',
    gateway(`{ /health/of/us: ${json} }`),
    'services[0].answers./health/of/us: is a path that the gateway answers itself',
  ],
  [
    'a path that does not lead to the gateway',
    gateway(`{ /.well-known/matrix/server: ${json} }`, '[{ host: www.commons.example, paths: [/docs] }]'),
    'services[0].answers./.well-known/matrix/server: is not below any path that leads to the gateway',
  ],
  [
    'a redirect to what is no address',
    gateway("{ /a: { redirect: 'https://x.example/$(id)' } }"),
    'services[0].answers./a.redirect: is neither a path of the host nor a plain https address',
  ],
  [
    'a type of content that would end the directive',
    gateway('{ /a: { text: a, contentType: \'text/plain"; return 200 "\' } }'),
    'services[0].answers./a.contentType: is not a type of content',
  ],
])('%s is found', (_, text, problem) => {
  const found = problems(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(problem);
});

test('a gateway may answer one path of a host that an application has', async () => {
  const text = `${gateway(`{ /.well-known/matrix/server: ${json} }`, '[{ host: www.commons.example, paths: [/.well-known/matrix] }]')}  - kind: web-application
    image: quay.io/commons-example/site:stable
    hosts: [www.commons.example]
`;
  expect(problems(text)).toEqual([]);
  const objects = await tenantObjects(text);
  expect(Object.keys(byName(objects, 'Route')).sort()).toEqual([
    'www-commons-example',
    'www-commons-example-well-known-matrix',
  ]);
  expect(Object.keys(byName(objects, 'Certificate'))).toEqual(['www-commons-example']);
});

const withMore = (more: string) => problems(`${gateway('{}')}    ${more}\n`);

test.each([
  ['another host', "{ /a: { redirect: '//evil.example' } }", 'answers./a.redirect: is neither a path of the host'],
  ['a folder above', '{ /a: { redirect: /b/../c } }', 'answers./a.redirect: is neither a path of the host'],
  ['itself', '{ /a: { redirect: /a } }', 'answers./a.redirect: leads round and round'],
  [
    'each other',
    "{ /a: { redirect: /b }, /b: { redirect: 'https://www.commons.example/a' } }",
    'answers./a.redirect: leads round and round',
  ],
  ['below itself', '{ /a: { redirect: /a/new, below: true } }', 'answers./a.redirect: leads round and round'],
  [
    'each other, below',
    '{ /a: { redirect: /b, below: true }, /b: { redirect: /a, below: true } }',
    'answers./b.redirect: leads round and round',
  ],
  ['all of the host', '{ /: { redirect: /new, below: true } }', 'answers./.below: would leave nothing of the host'],
  ['a folder', '{ /a/: { redirect: /b, below: true } }', 'answers./a/.below: is for a path that ends with a slash'],
  ['by a status', '{ /a: { redirect: /b, status: 308, below: true } }', 'answers./a.status: is 308'],
])('a redirect to %s is refused', (_, answers, expected) => {
  expect(problems(gateway(answers)).join('\n')).toContain(`services[0].${expected}`);
});

test('one that ends somewhere is taken', () => {
  expect(
    problems(gateway('{ /a: { redirect: /b, below: true }, /b: { redirect: /c }, /d: { redirect: /d/e } }')),
  ).toEqual([]);
});

test.each([
  ["headers: { 'X-A: b': c }", 'headers.X-A: b: is not the name of a header'],
  ['headers: { X-A: "a\\r\\nSet-Cookie: b=c" }', 'headers.X-A: has characters that no header may have'],
  ['headers: { X-A: \'a"; return 200 "\' }', 'headers.X-A: has a double quote'],
  ["headers: { X-A: '$request_uri' }", 'headers.X-A: has a double quote, a backslash or a dollar'],
  ["headers: { set-cookie: 'a=b' }", 'headers.set-cookie: would be one cookie for everybody'],
  ['headers: { Strict-Transport-Security: max-age=0 }', 'headers.Strict-Transport-Security: is said by the routers'],
  ['headers: { X-Robots-Tag: a, x-robots-tag: b }', 'headers.x-robots-tag: is X-Robots-Tag too'],
  [
    'notFound: { text: a, contentType: \'text/html"; return 200 "\' }',
    'notFound.contentType: is not a type of content',
  ],
])('%s is refused', (more, expected) => {
  expect(withMore(more).join('\n')).toContain(expected);
});
