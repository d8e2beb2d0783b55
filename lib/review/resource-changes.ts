import { fullDiff, ResourceImpact as Impact } from '@aws-cdk/cloudformation-diff';
import type { TemplateResource } from '../rendered';
import type { ResourceChange, ResourceImpact } from './changes';
import { differences } from './difference';
import type { RenderedTemplate } from './rendered-snapshot';

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
  const changes: ResourceChange[] = [];
  fullDiff(toTemplate(before), toTemplate(after)).resources.forEachDifference((logicalId, change) => {
    const [one, other] = [old[logicalId], current[logicalId]];
    changes.push({
      file,
      stack,
      logicalId,
      type: (other ?? one)?.Type ?? '',
      impact:
        one !== undefined && other !== undefined && one.Type !== other.Type ? 'replace' : impacts[change.changeImpact],
      before: one,
      after: other,
      differences: one === undefined || other === undefined ? [] : differences(one, other),
      replacing: Object.entries(change.propertyUpdates)
        .filter(([, update]) => replacing.has(update.changeImpact ?? Impact.NO_CHANGE))
        .map(([property]) => property),
    });
  });
  return changes;
}

const replacing: ReadonlySet<Impact> = new Set([Impact.WILL_REPLACE, Impact.MAY_REPLACE]);

/** The library compares what it is given, and writes into it. */
const toTemplate = (rendered: RenderedTemplate | undefined) => structuredClone(rendered?.template ?? { Resources: {} });

const resourcesIn = (rendered: RenderedTemplate | undefined): Readonly<Record<string, TemplateResource>> =>
  rendered?.template.Resources ?? {};
