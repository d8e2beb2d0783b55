import { fullDiff, ResourceImpact as Impact } from '@aws-cdk/cloudformation-diff';
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
  const changes: Omit<ResourceChange, 'file' | 'stack'>[] = [];
  fullDiff({ Resources: readable(old) }, { Resources: readable(current) }).resources.forEachDifference(
    (logicalId, change) => {
      const [one, other] = [old[logicalId], current[logicalId]];
      changes.push({
        logicalId,
        type: (other ?? one)?.Type ?? '',
        impact:
          one !== undefined && other !== undefined && one.Type !== other.Type
            ? 'replace'
            : impacts[change.changeImpact],
        before: one,
        after: other,
        differences: one === undefined || other === undefined ? [] : differences(one, other),
        replacing: Object.entries(change.propertyUpdates)
          .filter(([, update]) => replacing.has(update.changeImpact ?? Impact.NO_CHANGE))
          .map(([property]) => property),
      });
    },
  );
  return changes;
}

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
