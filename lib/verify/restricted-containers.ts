import { placeOf } from './place-of';
import { containersOf, podsIn, unrestrictedReason, type PodContainer, type RenderedPod } from './pods';
import type { RenderedRule } from './rendered-rule';

/** Source: Kubernetes' documentation, "Pod Security Standards", and the `restricted-v2` constraint of OpenShift. */
export const restrictedContainers: RenderedRule = {
  id: 'restricted-containers',
  holds: 'every pod and container fits the restricted profile, or says why not',
  findings: ({ objects }) =>
    podsIn(objects).flatMap((each) =>
      [...faultsOfPod(each), ...containersOf(each).flatMap((container) => faultsOf(each, container))].map((reason) => ({
        place: placeOf(each.object),
        reason,
        remedy:
          'take the settings of cdk8s/base/restricted.ts, or say why not in the annotation unrestricted.commons-platform/<container> of the pod',
      })),
    ),
};

function faultsOfPod({ pod: { spec } }: RenderedPod): readonly string[] {
  return [
    ...(spec.securityContext.seccompProfile === undefined ? ['its pod has no seccompProfile'] : []),
    ...(spec.automountServiceAccountToken === false ? [] : ['its pod has a token of Kubernetes in every container']),
  ];
}

function faultsOf(pod: RenderedPod, container: PodContainer): readonly string[] {
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
