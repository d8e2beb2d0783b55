import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exampleHome } from '../support/example-home';
import { changeEverything, type Counts } from './change-everything';
import { exampleProduction, writeManyTenants } from './many-tenants';
import { measure } from './measure';
import { renderOfHome } from './render-of-home';
import { filesBelow } from './rendered-output';
import type { Workspace } from './workspace';

/** Tenants that make 10,000 objects. */
const tenants = 284;
/** Copies of the tenants' stacks that make 5,000 resources with the other ones. */
const copies = 4;

/** A home whose last commit changes every object and every resource of one large environment. */
export function writeLargeChange(workspace: Workspace): Counts & { readonly home: string } {
  const home = join(workspace.folder, 'large-change');
  const sources = join(workspace.folder, 'large-change-sources');
  mkdirSync(home, { recursive: true });
  writeManyTenants(exampleProduction, join(sources, 'environments/production'), tenants);
  measure(renderOfHome(workspace, sources), workspace, join(home, 'rendered'));
  const production = join(home, 'rendered', 'production');
  for (const file of filesBelow(join(production, 'aws'), '.template.json').filter((each) =>
    each.includes('-tenants-'),
  )) {
    const text = readFileSync(file, 'utf8');
    for (let copy = 1; copy <= copies; copy += 1) {
      const named = text.replaceAll('production-', `production-copy${copy}-`);
      writeFileSync(file.replace('.template', `-copy${copy}.template`), named);
    }
  }
  commit(home, 'before');
  const counts = changeEverything(production);
  commit(home, 'after');
  return { ...counts, home };
}

/** A copy of the example in which one line of production's description, and what follows from it, is not committed yet. */
export function writeSmallChange(workspace: Workspace): string {
  const home = join(workspace.folder, 'small-change');
  mkdirSync(home, { recursive: true });
  for (const folder of [exampleHome.environments, exampleHome.rendered, join(exampleHome.folder, 'ansible')]) {
    cpSync(folder, join(home, folder.slice(exampleHome.folder.length)), { recursive: true });
  }
  commit(home, 'before');
  const file = join(home, 'environments/production/environment.yaml');
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(/(maximum: )(\d+)/, (_, key: string, count: string) => `${key}${Number(count) + 1}`);
  if (changed === text) throw new Error(`${file} has no pool that can grow`);
  writeFileSync(file, changed);
  const rendered = join(workspace.folder, 'small-change-rendered');
  measure(renderOfHome(workspace, home), workspace, rendered);
  const place = join(home, 'rendered/production');
  rmSync(place, { recursive: true });
  mkdirSync(dirname(place), { recursive: true });
  renameSync(join(rendered, 'production'), place);
  return home;
}

function commit(home: string, message: string): void {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@commons.example', '-c', 'commit.gpgsign=false'];
  for (const words of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all', '--force', '.'],
    ['commit', '--quiet', `--message=${message}`],
    // Clones are packed.
    ['gc', '--quiet'],
  ]) {
    const { status, stderr } = spawnSync('git', [...identity, ...words], { cwd: home, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${words.join(' ')}: ${stderr}`);
  }
}
