import { changed, minimalTenant, report } from '../../support/environment-folder';

const tenant = (host: string, ...lines: readonly string[]) =>
  changed(`${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`, 'site.commons', `${host}.commons`);

test('a bucket of a service and that of another tenant cannot have one name', () => {
  const own = tenant('a', 'name: b', 'bucket: { scope: whole }');
  const ofTenant = tenant('b', 'name: c', 'bucket: {}');
  const name = 'testing-tenant-a-b-111122223333-us-east-1';
  expect(report({ 'tenants/a.yaml': own, 'tenants/a-b.yaml': ofTenant })).toEqual([
    `tenants/a-b.yaml:10:13 services[0].bucket: the bucket would be called ${name}, like that of service b of tenant a`,
    'rename one of the two',
  ]);
  expect(report({ 'tenants/a.yaml': own, 'tenants/c.yaml': ofTenant })).toEqual([]);
});

test('a bucket of a service has a name that S3 takes', () => {
  const [site, service] = ['a-name-of-20-letters', 'a-long-name'];
  const text = tenant('a', `name: ${service}`, 'bucket: { scope: whole }');
  const name = `testing-tenant-${site}-${service}-111122223333-us-east-1`;
  expect(name).toHaveLength(70);
  expect(report({ [`tenants/${site}.yaml`]: text })).toEqual([
    `tenants/${site}.yaml:10:13 services[0].bucket: the bucket would be called ${name}: 70 characters, and S3 allows 63`,
    'shorten the names of tenant and service by 7 characters',
  ]);
});

test('its prefix is no variable, because it has none', () => {
  const lines = ["settings: { A: '$(S3_PREFIX)/b' }"];
  expect(report({ 'tenants/site.yaml': tenant('site', 'bucket: {}', ...lines) })).toEqual([]);
  expect(report({ 'tenants/site.yaml': tenant('site', 'bucket: { scope: whole }', ...lines) })).toEqual([
    expect.stringContaining('$(S3_PREFIX) is not a variable of this service') as unknown,
    expect.anything(),
  ]);
});
