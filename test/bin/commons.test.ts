import { changed, minimalTenant } from '../support/environment-folder';
import { minimalNotices } from '../support/minimal-notices';
import { ProjectCopy } from '../support/process';

const project = new ProjectCopy({ production: {}, staging: {} });
afterAll(() => project.remove());

const unknown = {
  ...{ code: 1, stdout: '' },
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
    project.run('cluster.ts', ['dist', 'stagin']),
    project.run('platform.ts', [], { CDK_CONTEXT_JSON: '{"environment":"stagin"}' }),
  ];
  expect(await Promise.all(runs)).toEqual([unknown, unknown, unknown]);
  expect(project.names('.')).not.toContain('dist');
});

test('checking all tells what is due, and what shows only when it is rendered', async () => {
  project.write('production', { 'tenants/site.yaml': changed(minimalTenant, '2027-03-15', '2024-02-29') });
  expect(await project.commons('environment', 'check')).toEqual({
    ...{ code: 0, stderr: '' },
    stdout: [
      'warning: environments/production/tenants/site.yaml:3:11 reviewBy: the review was due on 2024-02-29',
      '    ask the maintainers whether it is still needed, then set the next day',
      ...minimalNotices('production'),
      'production: no problems, 1 warnings, 1 tenants',
      ...minimalNotices('staging'),
      'staging: no problems, 0 warnings, 0 tenants',
      '',
    ].join('\n'),
  });

  project.write('production', { 'tenants/site.yaml': `${minimalTenant}    size: large\n    replicas: 10\n` });
  const { code, stdout, stderr } = await project.commons('environment', 'check');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /^environments\/production\/tenants\/site\.yaml:\d+:\d+ quota: the services ask for .*\n {4}\S/,
  );
  expect(project.names('.')).not.toContain('rendered');
  expect(project.leftovers()).toEqual([]);
});
