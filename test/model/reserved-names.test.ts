import { changed, load, minimalEnvironment, minimalTenant } from '../support/environment-folder';

const real = minimalEnvironment.replaceAll('commons.example', 'southfedi.org');
const tenant = minimalTenant.replaceAll('commons.example', 'southfedi.org');
const said = (environment: string, text: string) =>
  load({ 'environment.yaml': environment, 'tenants/site.yaml': text }).warnings.map(
    ({ file, path, reason }) => `${file} ${path}: ${reason}`,
  );

test.each([
  ['https://uploads.commons.example/x', 'uploads.commons.example'],
  ['forum@commons.example', 'commons.example'],
  ['example.com', 'example.com'],
])('%s in the file of a tenant is told where the environment has names of its own', (value, name) => {
  expect(said(real, `${tenant}    settings: { PLACE: '${value}' }\n`)).toEqual([
    `environments/testing/tenants/site.yaml services[0].settings.PLACE: names ${name}, which is for documentation and leads nowhere`,
  ]);
});

test('in the file of the environment too', () => {
  const text = changed(real, 'infrastructure@southfedi.org', 'infrastructure@commons.example');
  expect(said(text, tenant)).toEqual([expect.stringContaining('names commons.example')]);
});

test.each([
  ['a name of the environment', real, `${tenant}    settings: { PLACE: 'https://site.southfedi.org' }\n`],
  ['words that only begin like one', real, `${tenant}    settings: { A: my.example.conf, B: example.company.org }\n`],
  ['an environment for documentation', minimalEnvironment, `${minimalTenant}    settings: { PLACE: other.example }\n`],
])('%s is not', (_, environment, text) => {
  expect(said(environment, text)).toEqual([]);
});
