import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
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
  /** By stack. */
  readonly templates: ReadonlyMap<string, Template>;
  /** By path below `cluster/`, without the ending of the file. */
  readonly manifests: ReadonlyMap<string, readonly RenderedObject[]>;
}

/** Reads `aws/` and `cluster/` below `folder`; manifests are the files that end in `ending`. */
export function readRendered(folder: string, ending: string): RenderedOutput {
  const templates = filesBelow(join(folder, 'aws'), '.template.json').map(
    (file) => [basename(file, '.template.json'), templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))] as const,
  );
  const cluster = join(folder, 'cluster');
  const manifests = filesBelow(cluster, ending).map((file) => {
    const objects = loadAll(readFileSync(file, 'utf8')).map((object) => manifestSchema.parse(object));
    return [relative(cluster, file).slice(0, -ending.length), objects] as const;
  });
  return { templates: new Map(templates), manifests: new Map(manifests) };
}

/** All files below `folder` whose names end in `ending`, in order. */
export const filesBelow = (folder: string, ending = ''): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
