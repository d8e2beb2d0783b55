import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadAll } from 'js-yaml';
import type { z } from 'zod';
import { objectSchema, templateSchema, type TemplateResource } from '../../lib/rendered';
import { fixtureHome } from './fixture-home';

export type RenderedManifest = z.output<typeof objectSchema> & { readonly at: string; readonly environment: string };

export interface RenderedResource {
  readonly at: string;
  readonly environment: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly resource: TemplateResource;
}

/** All Kubernetes objects of all environments; `at` names each in messages. */
export const manifests: readonly RenderedManifest[] = filesBelow(fixtureHome.rendered, /\/cluster\/.*\.yaml$/).flatMap(
  (file) => {
    const path = relative(fixtureHome.rendered, file);
    return loadAll(readFileSync(file, 'utf8')).map((document) => {
      const manifest = objectSchema.parse(document);
      const [environment = ''] = path.split('/');
      return { ...manifest, environment, at: `${path} ${manifest.kind}/${manifest.metadata.name}` };
    });
  },
);

/** All CloudFormation resources of all environments. */
export const resources: readonly RenderedResource[] = filesBelow(fixtureHome.rendered, /\.template\.json$/).flatMap(
  (file) => {
    const path = relative(fixtureHome.rendered, file);
    const template = templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const [environment = '', , name = ''] = path.split('/');
    const stack = name.replace('.template.json', '');
    return Object.entries(template.Resources).map(([logicalId, resource]) => ({
      environment,
      stack,
      logicalId,
      resource,
      at: `${stack} ${logicalId}`,
    }));
  },
);

/** Files below `folder` whose path matches, in order. */
export function filesBelow(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => pattern.test(file))
    .sort();
}

/** Every value inside `value` with its path, the value itself first. */
export function* values(value: unknown, path = ''): Generator<readonly [string, unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* values(child, `${path}.${key}`);
}
