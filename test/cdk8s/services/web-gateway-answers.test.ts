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
    'services[0].answers./a.redirect: is not a plain https address',
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
