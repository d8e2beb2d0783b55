import { isDeepStrictEqual } from 'node:util';
import { fullDiff, ResourceImpact as Impact, type ResourceDifference } from '@aws-cdk/cloudformation-diff';
import { diffResource } from '@aws-cdk/cloudformation-diff/lib/diff';
import type { TemplateResource } from '../rendered';
import type { ResourceChange, ResourceImpact } from './changes';
import { differences } from './difference';
import type { RenderedTemplate } from './rendered-snapshot';
import { resourceGroups, type Resources } from './resource-groups';

const impacts: Readonly<Record<Impact, ResourceImpact>> = {
  [Impact.WILL_UPDATE]: 'update',
  [Impact.WILL_CREATE]: 'create',
  [Impact.WILL_IMPORT]: 'create',
  [Impact.WILL_REPLACE]: 'replace',
  [Impact.MAY_REPLACE]: 'may-replace',
  [Impact.WILL_DESTROY]: 'destroy',
  [Impact.WILL_ORPHAN]: 'orphan',
  [Impact.NO_CHANGE]: 'none',
};

/** Returns what CloudFormation would do to the resources of a template, with those that are replaced because another one is. */
export function resourceChanges(
  file: string,
  before: RenderedTemplate | undefined,
  after: RenderedTemplate | undefined,
): readonly ResourceChange[] {
  const stack = (after ?? before)?.stack ?? '';
  const [old, current] = [resourcesIn(before), resourcesIn(after)];
  const order = new Map([...new Set([...Object.keys(old), ...Object.keys(current)])].map((id, index) => [id, index]));
  // Resources that do not refer to each other have nothing to do with each other, and the library takes the square of their number.
  return resourceGroups(old, current)
    .flatMap((group) => groupChanges(picked(old, group), picked(current, group)))
    .map((change) => ({ file, stack, ...change }))
    .toSorted(
      (one, other) =>
        presence(one) - presence(other) || (order.get(one.logicalId) ?? 0) - (order.get(other.logicalId) ?? 0),
    );
}

/** What is gone comes first, then what is new. */
const presence = ({ before, after }: ResourceChange): number =>
  after === undefined ? 0 : before === undefined ? 1 : 2;

function groupChanges(old: Resources, current: Resources): readonly Omit<ResourceChange, 'file' | 'stack'>[] {
  return libraryDifferences(old, current).map(({ logicalId, change, impact }) => {
    const [one, other] = [old[logicalId], current[logicalId]];
    return {
      logicalId,
      type: (other ?? one)?.Type ?? '',
      impact: one !== undefined && other !== undefined && one.Type !== other.Type ? 'replace' : impacts[impact],
      before: one,
      after: other,
      differences: one === undefined || other === undefined ? [] : differences(one, other),
      replacing: Object.entries(change.propertyUpdates)
        .filter(([, update]) => replacing.has(update.changeImpact ?? Impact.NO_CHANGE))
        .map(([property]) => property),
    };
  });
}

interface LibraryDifference {
  readonly logicalId: string;
  readonly change: ResourceDifference;
  /** The change's own, which the library computes anew whenever it is asked. */
  readonly impact: Impact;
}

const toDifference = (logicalId: string, change: ResourceDifference): LibraryDifference => ({
  logicalId,
  change,
  impact: change.changeImpact,
});

/**
 * What the library says of each resource. It copies and compares whole templates twice to find what is replaced with another one, and
 * reads all policies, which is most of its time: where nothing is replaced, and nothing is written in several ways, one comparison says
 * the same.
 */
function libraryDifferences(old: Resources, current: Resources): readonly LibraryDifference[] {
  const ids = [...new Set([...Object.keys(old), ...Object.keys(current)])];
  if (ids.every((id) => isWrittenOneWay(old[id], current[id]))) {
    const found = ids.map((id) => toDifference(id, diffResource(old[id], current[id], id)));
    if (found.every(({ impact }) => impact !== Impact.WILL_REPLACE)) {
      return found.filter(({ change }) => change.isDifferent);
    }
  }
  const found: LibraryDifference[] = [];
  fullDiff({ Resources: readable(old) }, { Resources: readable(current) }).resources.forEachDifference(
    (logicalId, change) => found.push(toDifference(logicalId, change)),
  );
  return found;
}

/** Whether no list of dependencies has another order, and no attribute is written as text: the library makes them alike first. */
const isWrittenOneWay = (one: TemplateResource | undefined, other: TemplateResource | undefined): boolean =>
  isDeepStrictEqual(one?.DependsOn, other?.DependsOn) && !hasTextAttribute(one) && !hasTextAttribute(other);

const hasTextAttribute = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(
    ([key, inner]) => (key === 'Fn::GetAtt' && typeof inner === 'string') || hasTextAttribute(inner),
  );

/** Resources as the library reads them: it expects the document of every resource policy, and throws where there is none. */
const readable = (resources: Resources): Resources =>
  Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => [
      id,
      resource.Type.endsWith('Policy') && !('PolicyDocument' in resource.Properties)
        ? { ...resource, Properties: { ...resource.Properties, PolicyDocument: {} } }
        : resource,
    ]),
  );

const replacing: ReadonlySet<Impact> = new Set([Impact.WILL_REPLACE, Impact.MAY_REPLACE]);

const resourcesIn = (rendered: RenderedTemplate | undefined): Resources => rendered?.template.Resources ?? {};

const picked = (resources: Resources, ids: readonly string[]): Resources =>
  Object.fromEntries(
    ids.flatMap((id): readonly (readonly [string, TemplateResource])[] => {
      const resource = resources[id];
      return resource === undefined ? [] : [[id, resource]];
    }),
  );
