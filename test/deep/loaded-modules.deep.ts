import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { modulesFile } from '../bench/report-modules';
import { compiledProgram } from '../support/compiled-program';
import { minimalTenant } from '../support/environment-folder';
import { everyKind } from '../support/every-kind';
import type { EnvironmentFiles } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';

/** The files that `commons` had loaded when it was done, below the folder of the program; libraries from their package on. */
async function loadedBy(args: readonly string[], files: EnvironmentFiles): Promise<readonly string[]> {
  const home = new TemporaryHome({ testing: files });
  try {
    const program = dirname(dirname(compiledProgram('commons')));
    const list = home.path('modules.json');
    const hook = join(program, 'test/bench/report-modules.js');
    const done = await home.run('commons', args, { NODE_OPTIONS: `--require ${hook}`, [modulesFile]: list });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    const loaded: unknown = JSON.parse(readFileSync(list, 'utf8'));
    return Array.isArray(loaded)
      ? loaded.map((file) =>
          String(file)
            .replace(/^.*\/node_modules\//, 'node_modules/')
            .replace(`${program}/`, ''),
        )
      : [];
  } finally {
    home.remove();
  }
}

/** What is known about a kind without its chart, which is loaded for every home, as the lint's layers have it. */
const withoutChart =
  /(-(kind|schema|secrets|findings|tokens|variables|extensions|health|warnings)|\/(placed-processes|placed-mounts|service-texts|calling-texts|declared-ports|http-port|port-process|web-replicas))\.js$/;

/** Services whose charts were loaded. */
const charted = (files: readonly string[]): readonly string[] => [
  ...new Set(
    files.flatMap((file) => (withoutChart.test(file) ? [] : (/^cdk8s\/services\/([^/]+)\//.exec(file)?.[1] ?? []))),
  ),
];

/** What many do without: what the platform runs for those who declare it, and the clients of AWS. */
const optional = (files: readonly string[]): readonly string[] =>
  files.filter((file) =>
    /^(cdk8s\/applications\/(gitlab|single-sign-on|shared-databases)|node_modules\/@aws-sdk\/)/.test(file),
  );

const hedgedoc = minimalTenant.replace(/services:[^]*/, 'services:\n  - kind: hedgedoc\n');

test('a home with one HedgeDoc loads nothing of other services', async () => {
  const files = await loadedBy(['render'], { 'tenants/pad.yaml': hedgedoc });
  expect(charted(files)).toEqual(['hedgedoc']);
  for (const file of ['hedgedoc/hedgedoc-chart', 'hedgedoc/hedgedoc-dashboard', 'web-gateway/web-gateway-kind']) {
    expect(files).toContain(`cdk8s/services/${file}.js`);
  }
  expect(optional(files)).toEqual([]);
});

test('a home with every service loads them', async () => {
  const files = await loadedBy(['render'], everyKind);
  expect(charted(files)).toEqual(expect.arrayContaining(['discourse', 'gitlab', 'hedgedoc', 'hookshot', 'keycloak']));
  expect(optional(files)).toContain('cdk8s/applications/gitlab.js');
});

test('a check loads no client of AWS', async () => {
  const files = await loadedBy(['environment', 'check'], { 'tenants/pad.yaml': hedgedoc });
  expect(charted(files)).toEqual(['hedgedoc']);
  expect(optional(files)).toEqual([]);
});

test('what renders nothing loads no chart', async () => {
  const files = await loadedBy(['schemas'], {});
  expect(files).toContain('cdk8s/services/hedgedoc/hedgedoc-kind.js');
  expect(charted(files)).toEqual([]);
});

test('the help loads no library but that of the command line', async () => {
  const files = await loadedBy(['--help'], {});
  const libraries = files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
  expect([...new Set(libraries)]).toEqual(['commander']);
});
