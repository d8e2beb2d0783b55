import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { exampleHome } from '../support/example-home';
import { writeFrameworksInput, writeMachineInput } from './floor-input';
import { fromIncluded } from './included-template';
import { measure, type Program } from './measure';
import { readRendered, type Template } from './rendered-output';
import { modulesFile } from './report-modules';
import type { Workspace } from './workspace';

/** The two floors under a rendered environment, and what they were made of. */
export interface Floors {
  readonly frameworks: Program;
  readonly machine: Program;
  /** Files of libraries that rendering loads. */
  readonly modules: readonly string[];
  readonly stacks: number;
  readonly resources: number;
  readonly objects: number;
}

/**
 * Renders `environment` once and makes the floors from what it loaded and wrote.
 *
 * @throws Error when the frameworks' floor writes anything else: a floor that does less is none.
 */
export function floorsUnder(environment: string, workspace: Workspace): Floors {
  const { folder, compiled } = workspace;
  const script = (name: string) => join(compiled, 'test', 'bench', `${name}.js`);
  const modules = join(folder, 'modules.json');
  const renderedFolder = join(folder, 'rendered');
  // Compiled, because the loader's own libraries would be in the list.
  const rendering: Program = {
    command: (into) => [
      '--require',
      script('report-modules'),
      join(compiled, 'bin', 'commons.js'),
      '--home',
      exampleHome.folder,
      'render',
      environment,
      '--into',
      into,
    ],
    environment: () => ({ [modulesFile]: modules }),
  };
  measure(rendering, workspace, renderedFolder);

  const loaded = z
    .array(z.string())
    .parse(JSON.parse(readFileSync(modules, 'utf8')))
    .filter((file) => file.includes('/node_modules/'));
  const rendered = readRendered(join(renderedFolder, environment), '.yaml');
  const frameworksInput = join(folder, 'frameworks.json');
  const machineInput = join(folder, 'machine.json');
  writeFrameworksInput(frameworksInput, rendered, loaded);
  writeMachineInput(machineInput, join(renderedFolder, environment), loaded);

  const frameworks: Program = { command: (into) => [script('frameworks-floor'), frameworksInput, into] };
  const written = join(folder, 'floor');
  measure(frameworks, workspace, written);
  const again = readRendered(written, '.k8s.yaml');
  const different = [
    ...differences(comparable(rendered.templates), comparable(again.templates)),
    ...differences(rendered.manifests, again.manifests),
    ...[...rendered.others].filter(([path, text]) => again.others.get(path) !== text).map(([path]) => path),
  ];
  if (different.length > 0) throw new Error(`the frameworks' floor wrote something else: ${different.join(', ')}`);

  const templates = [...rendered.templates.values()];
  return {
    frameworks,
    machine: { command: (into) => [script('machine-floor'), machineInput, into] },
    modules: loaded,
    stacks: templates.length,
    resources: templates.flatMap(({ Resources }) => Object.keys(Resources)).length,
    objects: [...rendered.manifests.values()].flat().length,
  };
}

const comparable = (templates: ReadonlyMap<string, Template>): ReadonlyMap<string, unknown> =>
  new Map([...templates].map(([name, template]) => [name, fromIncluded(template)]));

/** Names under which the two hold something different. */
const differences = (first: ReadonlyMap<string, unknown>, second: ReadonlyMap<string, unknown>): readonly string[] =>
  [...new Set([...first.keys(), ...second.keys()])].filter(
    (name) => !isDeepStrictEqual(first.get(name), second.get(name)),
  );
