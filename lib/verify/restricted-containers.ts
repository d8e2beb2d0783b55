import { describeObject } from './describe-object';
import { allContainers, podsIn, unrestrictedReason, type RenderedContainer, type RenderedPod } from './pods';
import type { RenderedRule } from './rendered-rule';

/**
 * Containers follow the pod security level `restricted`, or their pod gives a reason. Source: Kubernetes'
 * documentation, "Pod Security Standards", and the `restricted-v2` constraint of OpenShift.
 */
export const restrictedContainersRule: RenderedRule = {
  id: 'restricted-containers',
  holds: 'every pod and container follows the pod security level restricted, or gives a reason',
  findings: ({ objects }) =>
    podsIn(objects).flatMap((each) =>
      [...faultsOfPod(each), ...allContainers(each).flatMap((container) => findFaults(each, container))].map(
        (reason) => ({
          place: describeObject(each.object),
          reason,
          remedy:
            'use the settings of cdk8s/base/pods/restricted.ts, or give a reason in the annotation unrestricted.commons-platform/<container> of the pod',
        }),
      ),
    ),
};

function faultsOfPod({ pod: { spec } }: RenderedPod): readonly string[] {
  return [
    ...(spec.securityContext.seccompProfile === undefined ? ['its pod has no seccompProfile'] : []),
    ...(spec.automountServiceAccountToken === false ? [] : ['its pod has a token of Kubernetes in every container']),
  ];
}

function findFaults(pod: RenderedPod, container: RenderedContainer): readonly string[] {
  if (unrestrictedReason(pod, container) !== undefined) return [];
  const { privileged, allowPrivilegeEscalation, readOnlyRootFilesystem, runAsNonRoot, capabilities } =
    container.securityContext;
  const wrong = Object.entries({
    privileged: privileged === false,
    allowPrivilegeEscalation: allowPrivilegeEscalation === false,
    readOnlyRootFilesystem: readOnlyRootFilesystem === true,
    runAsNonRoot: runAsNonRoot === true,
    capabilities: JSON.stringify(capabilities) === '{"drop":["ALL"]}',
  }).flatMap(([setting, fits]) => (fits ? [] : [setting]));
  return wrong.length === 0 ? [] : [`container ${container.name} is not restricted by ${wrong.join(', ')}`];
}
