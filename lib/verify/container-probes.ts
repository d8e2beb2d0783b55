import { describeObject } from './describe-object';
import { podsIn } from './pods';
import type { RenderedRule } from './rendered-rule';

const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

/** Annotation of a pod with the reason why none of its containers has probes. */
const because = 'commons-platform/no-probes-because';

/** Annotation with the reason for one container of a pod that has others. */
const becauseFor = (container: string): string => `no-probes.commons-platform/${container}`;

export const containerProbesRule: RenderedRule = {
  id: 'container-probes',
  holds: 'every container that runs without end has the three probes, or its pod gives a reason',
  findings: ({ objects }) =>
    podsIn(objects)
      .filter(({ lasting, pod }) => lasting && !(because in pod.metadata.annotations))
      .flatMap(({ object, pod }) =>
        pod.spec.containers.flatMap((container) => {
          if (becauseFor(container.name) in pod.metadata.annotations) return [];
          const missing = probes.filter((probe) => container[probe] === undefined);
          return missing.length === 0
            ? []
            : [
                {
                  place: describeObject(object),
                  reason: `container ${container.name} has no ${missing.join(', ')}`,
                  remedy: `add it, or give a reason in the pod's annotation ${becauseFor(container.name)}`,
                },
              ];
        }),
      ),
};
