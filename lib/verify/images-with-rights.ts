import { z } from 'zod';
import { hasDigest } from '../../model/images';
import { toPodTemplate, type RenderedPodTemplate } from '../pod-templates';
import { objectsOfKind, type Rendered, type RenderedObject } from '../rendered';
import { followedTags } from './followed-tags';
import { describeObject } from './describe-object';
import { isReleaseImage } from './release-image';
import type { RenderedRule } from './rendered-rule';

const bindingSchema = z.looseObject({
  roleRef: z.looseObject({ kind: z.string(), name: z.string() }),
  subjects: z
    .array(z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string().optional() }))
    .default([]),
});

/**
 * Pods with rights in the cluster run images by digest, because a person who can move a tag would get these rights. Until a
 * digest is known, `unpinned.yaml` lists the image; an ImageStream without scheduled import keeps the image that it imported
 * first.
 */
export const imagesWithRightsRule: RenderedRule = {
  id: 'images-with-rights',
  holds: 'every pod with rights in the cluster runs an image by digest, or one that is listed as not pinned yet',
  findings: (rendered) => {
    const follows = followedTags(rendered);
    const roles = rolesByAccount(rendered);
    const listed = new Set(rendered.unpinned);
    return rendered.objects.flatMap((object) => {
      const pod = toPodTemplate(object);
      const right = pod && findRight(object, pod, roles);
      if (pod === undefined || right === undefined) return [];
      return [...pod.initContainers, ...pod.containers].flatMap(({ name, image }) => {
        if (image === undefined || isReleaseImage(image)) return [];
        const place = describeObject(object);
        if (follows(object, name)) {
          return [
            {
              place,
              reason: `container ${name} has rights (${right}) and follows a tag: ${image}`,
              remedy: 'give its AppImage reviewed updates',
            },
          ];
        }
        return hasDigest(image) || listed.has(image)
          ? []
          : [
              {
                place,
                reason: `container ${name} has rights (${right}) and is a moving tag: ${image}`,
                remedy: 'use pinnedImage or an AppImage with reviewed updates, which list it',
              },
            ];
      });
    });
  },
};

/** RBAC roles of ServiceAccounts, by `<namespace>/<name>`. */
function rolesByAccount({ objects }: Rendered): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
    for (const binding of objectsOfKind(objects, `rbac.authorization.k8s.io/${kind}`)) {
      const { roleRef, subjects } = bindingSchema.parse(binding);
      for (const subject of subjects.filter((each) => each.kind === 'ServiceAccount')) {
        const namespace = subject.namespace ?? binding.metadata.namespace ?? '';
        found.set(`${namespace}/${subject.name}`, `${roleRef.kind} ${roleRef.name}`);
      }
    }
  }
  return found;
}

/** A right of a pod that pods usually do not have, in words; undefined if it has none. */
function findRight(
  { metadata: { namespace = '', labels } }: RenderedObject,
  pod: RenderedPodTemplate,
  roles: ReadonlyMap<string, string>,
): string | undefined {
  const role = roles.get(`${namespace}/${pod.serviceAccountName}`);
  if (role !== undefined) return role;
  if (pod.automountServiceAccountToken) return 'a token of Kubernetes';
  const tokens = pod.volumes.flatMap(({ projected }) => projected?.sources ?? []);
  if (tokens.some(({ serviceAccountToken: token }) => token !== undefined && token.audience === undefined)) {
    return 'a token of Kubernetes';
  }
  if (pod.hostNetwork || pod.hostPID || pod.volumes.some(({ hostPath }) => hostPath !== undefined))
    return 'its machine';
  const all = [...pod.initContainers, ...pod.containers];
  if (all.some(({ securityContext }) => securityContext?.privileged === true)) return 'privileged';
  return labels['commons-platform/owner'] === 'platform' ? 'part of the platform' : undefined;
}
