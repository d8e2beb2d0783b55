import { minimalTenant } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';

const home = new TemporaryHome({ testing: { 'tenants/site.yaml': minimalTenant } });
afterAll(() => home.remove());

test.each([
  '--version',
  '--help',
  'rendr',
  'render --into',
  'render --home nowhere',
  'environment check',
  'environment check testin',
  'tenant new testing site',
])('commons %s ends in a process that has run others as it ends in one of its own', async (words) => {
  const args = words.split(' ');
  const alone = await home.run('commons', args);
  expect(alone.stdout + alone.stderr).not.toBe('');
  for (let times = 0; times < 2; times++) expect(await home.commons(...args)).toEqual(alone);
});
