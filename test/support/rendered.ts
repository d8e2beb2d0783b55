import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadAll } from 'js-yaml';
import { z } from 'zod';
import { fixtureHome } from './fixture-home';

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
});

const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      DeletionPolicy: z.string().optional(),
      UpdateReplacePolicy: z.string().optional(),
    }),
  ),
});

export type RenderedManifest = z.output<typeof manifestSchema> & { readonly at: string; readonly environment: string };

export interface RenderedResource {
  readonly at: string;
  readonly environment: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly resource: z.output<typeof templateSchema>['Resources'][string];
}

/** All Kubernetes objects of all environments; `at` names each in messages. */
export const manifests: readonly RenderedManifest[] = filesBelow(fixtureHome.rendered, /\/cluster\/.*\.yaml$/).flatMap(
  (file) => {
    const path = relative(fixtureHome.rendered, file);
    return loadAll(readFileSync(file, 'utf8')).map((document) => {
      const manifest = manifestSchema.parse(document);
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
