import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadAll } from 'js-yaml';
import { z } from 'zod';

const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
});

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

/** A CloudFormation template. */
export type Template = z.infer<typeof templateSchema>;

/** A Kubernetes object. */
export type RenderedObject = z.infer<typeof manifestSchema>;

/** What a rendered environment says, whatever way it is written. */
export interface RenderedOutput {
  /** By path below the environment's folder, `aws/<stack>` and `rights/<stack>`. */
  readonly templates: ReadonlyMap<string, Template>;
  /** By path below `cluster/`, without the ending of the file. */
  readonly manifests: ReadonlyMap<string, readonly RenderedObject[]>;
  /** Contents of all other files, by path below the environment's folder. */
  readonly others: ReadonlyMap<string, string>;
}

const templateEnding = '.template.json';

/** Reads a rendered environment; manifests are the files below `cluster/` that end in `ending`. */
export function readRendered(folder: string, ending: string): RenderedOutput {
  const cluster = join(folder, 'cluster');
  const templates = new Map<string, Template>();
  const manifests = new Map<string, readonly RenderedObject[]>();
  const others = new Map<string, string>();
  for (const file of filesBelow(folder)) {
    const path = relative(folder, file);
    const text = readFileSync(file, 'utf8');
    if (path.endsWith(templateEnding)) {
      templates.set(path.slice(0, -templateEnding.length), templateSchema.parse(JSON.parse(text)));
    } else if (path.startsWith('cluster/') && path.endsWith(ending)) {
      const objects = loadAll(text).map((object) => manifestSchema.parse(object));
      manifests.set(relative(cluster, file).slice(0, -ending.length), objects);
    } else others.set(path, text);
  }
  return { templates, manifests, others };
}

/** All files below `folder` whose names end in `ending`, in order. */
export const filesBelow = (folder: string, ending = ''): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
