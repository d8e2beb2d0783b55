import { formatProblem } from '../../model/problem';
import { changed, load, minimalTenant, report } from '../support/environment-folder';

const remedyForName = 'rename it with at most 20 lower-case letters, digits and hyphens: the name becomes a namespace';

test.each(['Pad', 'a--b', '-pad', '2pad', 'twenty-one-characters'])('%j is no name for a tenant', (name) => {
  expect(report({ [`tenants/${name}.yaml`]: minimalTenant })).toEqual([
    `tenants/${name}.yaml:1:1 ${name} is not a name for a tenant`,
    remedyForName,
  ]);
});

test('a tenant is named by its file, up to 20 characters', () => {
  const { tenants } = load({ 'tenants/twenty-characters-it.yaml': minimalTenant }).environment;
  expect(tenants.map(({ name }) => name)).toEqual(['twenty-characters-it']);
});

test('a file that ends in .yml is refused, and what is wrong in it is told too', () => {
  const text = changed(minimalTenant, '2027-03-15', 'soon');
  expect(report({ 'tenants/site.yml': text })).toEqual([
    'tenants/site.yml:1:1 ends in .yml and is not read',
    'rename it to site.yaml, or remove it',
    'tenants/site.yml:3:11 reviewBy: is not a calendar day',
    'write it like 2027-06-30',
  ]);
});

test('tenants come in the order of their names', () => {
  const names = ['pad-old', 'pad', 'about', 'pad2'];
  const files = names.map((name): [string, string] => [
    `tenants/${name}.yaml`,
    changed(minimalTenant, 'site.commons', `${name}.commons`),
  ]);
  const { tenants } = load(Object.fromEntries(files)).environment;
  expect(tenants.map(({ name }) => name)).toEqual(['about', 'pad', 'pad-old', 'pad2']);
});

test('warnings name the line they are about, the environment before the tenants', () => {
  const { warnings } = load({
    'tenants/site.yaml': changed(minimalTenant, 'ines-okafor', 'second-maintainer'),
  });
  expect(warnings.map(formatProblem)).toEqual([
    'environments/testing/tenants/site.yaml:2:26 maintainers[1]: is a placeholder\n    name a person',
  ]);
});

const reviews = {
  'tenants/pad.yaml': changed(changed(minimalTenant, 'site.commons', 'pad.commons'), '2027-03-15', '2027-06-30'),
  'tenants/site.yaml': minimalTenant,
};

test.each([
  ['2027-03-14', []],
  ['2027-03-15', []],
  ['2027-03-16', ['site.yaml:3:11 reviewBy: the review was due on 2027-03-15']],
  [
    '2027-07-01',
    [
      'pad.yaml:3:11 reviewBy: the review was due on 2027-06-30',
      'site.yaml:3:11 reviewBy: the review was due on 2027-03-15',
    ],
  ],
])('on %s the reviews that are due are those before it', (today, due) => {
  const remedy = 'ask the maintainers whether it is still needed, then set the next day';
  expect(load(reviews).reviewsDue(today).map(formatProblem)).toEqual(
    due.map((line) => `environments/testing/tenants/${line}\n    ${remedy}`),
  );
});

test('a finding about a tenant is located in its file', () => {
  const finding = { path: ['services', 0, 'image'], reason: 'is old', remedy: 'build a newer one' };
  const { inTenants } = load(reviews);
  expect(inTenants([{ tenant: 'site', ...finding }]).map(formatProblem)).toEqual([
    'environments/testing/tenants/site.yaml:8:12 services[0].image: is old\n    build a newer one',
  ]);
  expect(inTenants([{ tenant: 'nobody', ...finding }])).toEqual([]);
});
