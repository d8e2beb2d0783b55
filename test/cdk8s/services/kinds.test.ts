import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';
import { kinds } from '../../../cdk8s/services/kinds';
import { minimalTenant } from '../../support/environment-folder';
import { TemporaryHome } from '../../support/temporary-home';

test('each kind has a name of its own, and a chart', () => {
  const names = kinds.map(({ kind }) => kind);
  expect(names.length).toBeGreaterThan(5);
  expect(new Set(names).size).toBe(names.length);
});

const pad = minimalTenant.replace(/web-application[^]*/, 'hedgedoc\n');

const home = new TemporaryHome({ production: { 'tenants/pad.yaml': pad } });
afterAll(() => home.remove());

/** The modules of services that a command of the program loads, from `cdk8s/services` on. */
async function loadedBy(...args: readonly string[]): Promise<readonly string[]> {
  const spy = home.path('spy.cjs');
  const list = home.path('modules.json');
  writeFileSync(
    spy,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(Object.keys(require.cache))));\n`,
  );
  const { code, stderr } = await home.run('commons', args, { NODE_OPTIONS: `--require ${spy}` });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const modules = z.array(z.string()).parse(JSON.parse(home.files()['modules.json'] ?? ''));
  return modules.flatMap((file) => {
    const [, inside] = file.split('/cdk8s/services/');
    return inside === undefined ? [] : [relative('.', inside)];
  });
}

const charts = (modules: readonly string[]) =>
  modules.filter((file) => file.endsWith('-chart.js') || /^(\w|-)+\/(\w|-)+-dashboard\.js$/.test(file)).sort();

test('what renders nothing loads no chart', async () => {
  const modules = await loadedBy('schemas');
  expect(modules).toContain('hedgedoc/hedgedoc-kind.js');
  expect(charts(modules)).toEqual([]);
});
