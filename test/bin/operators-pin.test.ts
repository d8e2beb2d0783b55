import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TemporaryHome } from '../support/temporary-home';

const project = new TemporaryHome({ testing: {} });
afterAll(() => project.remove());

const offer = (name: string, catalogSource: string, channel: string, currentCSV: string) => ({
  metadata: { name },
  status: { catalogSource, channels: [{ name: channel, currentCSV, entries: [] }] },
});

/** Has `oc` answer with these packages, and runs the command. */
function pin(items: readonly object[], ...options: readonly string[]) {
  const programs = project.path('tmp', 'programs');
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, 'packages.json'), JSON.stringify({ items }));
  const questions = 'get packagemanifests --namespace=openshift-marketplace --output=json *';
  writeFileSync(
    join(programs, 'oc'),
    `#!/bin/sh\ncase "$* " in ${questions.replaceAll(' ', '\\ ')}) cat "$(dirname "$0")/packages.json" ;; *) exit 9 ;; esac\n`,
    { mode: 0o755 },
  );
  const PATH = `${programs}:${process.env.PATH ?? ''}`;
  return project.run('commons', ['operators', 'pin', 'testing', ...options], { PATH });
}

const factsSchema = z.looseObject({ facts: z.looseObject({ operatorVersions: z.record(z.string(), z.string()) }) });
const pinned = () =>
  factsSchema.parse(JSON.parse(project.files('environments', 'testing')['facts.json'] ?? '')).facts.operatorVersions;

const postgres = (version: string) =>
  offer('cloudnative-pg', 'certified-operators', 'stable-v1', `cloudnative-pg.${version}`);
const loki = offer('loki-operator', 'redhat-operators', 'stable-6.5', 'loki-operator.v6.5.1');

test('what catalogues offer is pinned, what they do not is told, and a later run says what a move does', async () => {
  const first = await pin([postgres('v1.30.1'), loki]);
  expect(first).toMatchObject({ code: 1, stderr: '' });
  expect(first.stdout).toMatch(/cert-manager-operator +none +as before +redhat-operators does not offer it/);
  expect(first.stdout).toContain('recorded in environments/testing/facts.json');
  expect(pinned()).toEqual({ 'cloudnative-pg': 'cloudnative-pg.v1.30.1', 'loki-operator': 'loki-operator.v6.5.1' });

  const moved = await pin([postgres('v1.31.0')], '--only', 'cloudnative-pg');
  expect(moved).toMatchObject({ code: 0, stderr: '' });
  expect(moved.stdout).toMatch(/cloudnative-pg\.v1\.30\.1 +cloudnative-pg\.v1\.31\.0 +restarts every database/);
  expect(pinned()).toEqual({ 'cloudnative-pg': 'cloudnative-pg.v1.31.0', 'loki-operator': 'loki-operator.v6.5.1' });

  const again = await pin([postgres('v1.31.0')], '--only', 'cloudnative-pg');
  expect(again.stdout).toMatch(/nothing changes\n$/);
});

test('an operator that the environment does not have is refused', async () => {
  expect(await pin([loki], '--only', 'loki')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--only loki:1:1 is not an operator of this environment') as unknown,
  });
});
