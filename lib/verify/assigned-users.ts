import type { RenderedObject } from '../rendered';
import { walkValues } from './walk-values';
import { describeObject } from './describe-object';
import { allContainers, podsIn, unrestrictedReason, type RenderedPod } from './pods';
import type { RenderedRule } from './rendered-rule';

const fixed = /\.(runAsUser|runAsGroup|fsGroup|supplementalGroups|postgresUID|postgresGID)$/;

/** Pods name no user or group ids: OpenShift assigns them per namespace, and its admission refuses others. */
export const assignedUsersRule: RenderedRule = {
  id: 'assigned-users',
  holds: 'no pod sets a user or group id without a written reason: OpenShift assigns them and refuses others',
  findings: ({ objects }) => {
    const pods = new Map(podsIn(objects).map((each) => [each.object, each]));
    return objects.flatMap((object) =>
      fixedIn(object, pods.get(object)).map((path) => ({
        place: describeObject(object),
        reason: `it sets ${path}`,
        remedy: 'leave it out, or give a reason in the annotation unrestricted.commons-platform/<container> of the pod',
      })),
    );
  },
};

function fixedIn(object: RenderedObject, pod: RenderedPod | undefined): readonly string[] {
  const paths = [...walkValues(object.spec, 'spec')].flatMap(([path]) => (fixed.test(path) ? [path] : []));
  if (pod === undefined) return paths;
  const excused = allContainers(pod).flatMap((container) =>
    unrestrictedReason(pod, container) === undefined ? [] : [container],
  );
  const placesOfExcused = [...walkValues(object.spec, 'spec')].flatMap(([path, value]) =>
    /\.(initContainers|containers)\[\d+\]$/.test(path) && excused.some(({ name }) => nameIn(value) === name)
      ? [`${path}.`]
      : [],
  );
  return paths.filter((path) => !placesOfExcused.some((place) => path.startsWith(place)));
}

const nameIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
