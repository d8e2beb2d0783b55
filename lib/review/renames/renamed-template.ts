import { templateSchema, type TemplateResource } from '../../rendered';
import { canonical } from '../difference';
import { resourceSubject } from '../subjects';

type Resources = Readonly<Record<string, TemplateResource>>;

/** Rounds in which ids are found by others that were found: what refers to a resource is the same once that has its new id. */
const rounds = 6;

/** Gives the resources of a template the logical ids that they have in another one, where they are the same but for that. */
export function withLogicalIds(text: string, other: string): string {
  const current = parseResources(other);
  let written = text;
  for (let round = 0; round < rounds; round += 1) {
    const ids = matchingIds(parseResources(written), current);
    if (ids.size === 0) break;
    written = written.replaceAll(/"([A-Za-z0-9]+)"/g, (quoted, id: string) => {
      const next = ids.get(id);
      return next === undefined ? quoted : `"${next}"`;
    });
  }
  return written;
}

function matchingIds(before: Resources, after: Resources): ReadonlyMap<string, string> {
  const come = Object.entries(after).filter(([id]) => !(id in before));
  const left = new Map(come.flatMap(([id, resource]) => keys(id, resource).map((key) => [key, id] as const)));
  const taken = new Set<string>();
  return new Map(
    Object.entries(before)
      .filter(([id]) => !(id in after))
      .flatMap(([id, resource]) => {
        const found = keys(id, resource)
          .map((key) => left.get(key))
          .find((each) => each !== undefined && !taken.has(each));
        if (found === undefined) return [];
        taken.add(found);
        return [[id, found] as const];
      }),
  );
}

/** By what a resource is known without its id: its name in AWS, if it has one, and all that it is. */
function keys(logicalId: string, resource: TemplateResource): readonly string[] {
  const type = resource.Type;
  const name = resourceSubject({ type, stack: '', logicalId, before: resource, after: undefined });
  return [...(name.includes(logicalId) ? [] : [`${type} ${name}`]), canonical(resource)];
}

function parseResources(text: string): Resources {
  try {
    return templateSchema.safeParse(JSON.parse(text)).data?.Resources ?? {};
  } catch {
    // A template that is none is said by whoever reads it.
    return {};
  }
}
