import { readFileSync, writeFileSync } from 'node:fs';
import { dump, loadAll } from 'js-yaml';
import { z } from 'zod';
import { filesBelow } from './rendered-output';

/** How many objects and resources there are. */
export interface Counts {
  readonly objects: number;
  readonly resources: number;
}

const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Properties: z.looseObject({ Tags: z.array(z.unknown()).optional() }).default({}) }),
  ),
});

/**
 * Changes every object and every resource below the folder of an environment in ways that a review has to think about: numbers,
 * images, labels and tags, and one action more in every statement.
 */
export function changeEverything(folder: string): Counts {
  let [objects, resources] = [0, 0];
  for (const file of filesBelow(folder, '.yaml').filter((each) => each.includes('/cluster/'))) {
    const documents = loadAll(readFileSync(file, 'utf8'));
    objects += documents.length;
    const texts = documents.map((each) => dump(grown(each), { lineWidth: -1, noRefs: true }));
    writeFileSync(file, texts.join('---\n'));
  }
  for (const file of filesBelow(folder, '.template.json')) {
    const template = templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const resource of Object.values(template.Resources)) {
      resources += 1;
      const { Tags } = resource.Properties;
      Object.assign(resource.Properties, grown(resource.Properties), {
        Tags: [...(Array.isArray(Tags) ? Tags : []), { Key: 'release', Value: '2' }],
      });
    }
    writeFileSync(file, JSON.stringify(template, undefined, 1));
  }
  return { objects, resources };
}

/** A value with greater numbers, newer images, a label more, and a right more. */
function grown(value: unknown, key = ''): unknown {
  if (typeof value === 'number') return isPort(key) ? value : value + 1;
  if (typeof value === 'string') return key === 'image' ? value.replace(/@sha256:./, '@sha256:0') : value;
  if (Array.isArray(value)) return value.map((each) => grown(each, key));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, withAction(name, grown(each, name))] as const);
  const object: Record<string, unknown> = Object.fromEntries(entries);
  if (key === 'metadata' && 'name' in object) object.labels = Object.assign({}, object.labels, { release: '2' });
  return object;
}

const isPort = (key: string): boolean => /port$/i.test(key);

const withAction = (name: string, value: unknown): unknown =>
  name === 'Action' ? [value, 's3:ListAllMyBuckets'].flat() : value;
