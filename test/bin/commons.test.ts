import { uncheckedNotices } from '../../lib/operations/preflight/unchecked-notices';
import { deployedFacts } from '../support/deployed-facts';
import { changed, minimalEnvironment, minimalTenant } from '../support/environment-folder';
import { minimalNotices } from '../support/minimal-notices';
import { TemporaryHome } from '../support/temporary-home';

const elsewhere = changed(minimalEnvironment, 'baseDomain: openshift.', 'baseDomain: openshift-two.');
const ofAnother = changed(elsewhere, '111122223333', '444455556666');
const project = new TemporaryHome({
  production: { 'facts.json': deployedFacts('production') },
  staging: { 'environment.yaml': ofAnother, 'facts.json': deployedFacts('staging', '444455556666') },
});
afterAll(() => project.remove());

const unknown = {
  code: 1,
  stdout: '',
  stderr:
    'environments/stagin/environment.yaml:1:1 does not exist\n    did you mean staging? environments: production, staging\n',
};

test('a command there is not is refused with those there are', async () => {
  const { code, stdout, stderr } = await project.commons('rendr');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain("error: unknown command 'rendr'");
  for (const command of ['render', 'environment', 'tenant', 'facts']) {
    expect(stderr).toMatch(new RegExp(`^ +${command} `, 'm'));
  }
});

/** The command line, and the two programs that the tools run with what the tools hand over. */
test('an environment there is not is refused with the nearest, by every program', async () => {
  const runs = [
    project.commons('environment', 'check', 'stagin'),
    project.run('cluster', ['dist', 'stagin']),
    project.run('platform', [], { CDK_CONTEXT_JSON: '{"environment":"stagin"}' }),
  ];
  expect(await Promise.all(runs)).toEqual([unknown, unknown, unknown]);
  expect(project.names('.')).not.toContain('dist');
});

test('checking all tells what is due, and what shows only when it is rendered', async () => {
  project.write('production', { 'tenants/site.yaml': changed(minimalTenant, '2027-03-15', '2024-02-29') });
  expect(await project.commons('environment', 'check')).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      'warning: environments/production/tenants/site.yaml:3:11 reviewBy: the review was due on 2024-02-29',
      '    ask the maintainers whether it is still needed, then set the next day',
      ...minimalNotices('production'),
      'production: no problems, 1 warnings, 1 tenants',
      ...minimalNotices('staging'),
      'staging: no problems, 0 warnings, 0 tenants',
      ...uncheckedNotices,
      '',
    ].join('\n'),
  });

  project.write('production', { 'tenants/site.yaml': `${minimalTenant}    size: large\n    replicas: 10\n` });
  const { code, stdout, stderr } = await project.run('commons', ['environment', 'check']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /^environments\/production\/tenants\/site\.yaml:\d+:\d+ quota: the services ask for .*\n {4}\S/,
  );
  expect(project.names('.')).not.toContain('rendered');
  expect(project.leftovers()).toEqual([]);
});

test('two environments of one account are told of, in the check of each alone too', async () => {
  const two = new TemporaryHome({ library: {}, archive: { 'environment.yaml': elsewhere } });
  try {
    const { code, stdout } = await two.commons('environment', 'check', 'archive');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^warning: environments\/archive\/environment\.yaml:\d+:\d+ account: library is in this account too: .*\n {4}\S/,
    );
  } finally {
    two.remove();
  }
});

test('two environments with one name are refused, in the check of each alone too', async () => {
  const site = { 'tenants/site.yaml': minimalTenant };
  const two = new TemporaryHome({ library: site, archive: site });
  try {
    const { code, stderr } = await two.commons('environment', 'check', 'archive');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^environments\/archive\/environment\.yaml:\d+:\d+ cluster\.baseDomain: .* of environment library too/m,
    );
    expect(stderr).toMatch(
      /^environments\/archive\/tenants\/site\.yaml:\d+:\d+ hosts\[0\]: .* of environment library too/m,
    );
  } finally {
    two.remove();
  }
});

test('an object that the API server would not store is refused by the check, whatever made it so large', async () => {
  // Each is taken as it stands, but a dollar is two in a manifest.
  const settings = Array.from({ length: 7 }, (_, index) => `A${index}: '${'$'.repeat(112_300)}'`).join(', ');
  project.write('production', { 'tenants/site.yaml': `${minimalTenant}    settings: { ${settings} }\n` });
  const { code, stderr } = await project.commons('environment', 'check', 'production');
  expect(code).toBe(1);
  expect(stderr).toMatch(/ Deployment site\/web: it has \d+ KiB, and the limit is 1536 KiB/);
});
