import { z } from 'zod';
import { qualifiedName, objectsOfKind, type Rendered } from '../rendered';
import { describeObject } from './describe-object';
import { imageStreamKind, streamTags } from './image-streams';
import type { RenderedRule } from './rendered-rule';

const importSchema = z.looseObject({
  spec: z.looseObject({
    allowedRegistriesForImport: z.array(z.looseObject({ domainName: z.string() })).default([]),
  }),
});

/**
 * ImageStreams import from registries that the cluster's `Image` object lists. The image API server compares the registry in each
 * tag with that list, and refuses the whole ImageStream with 422 if one is missing; mirrors make no difference
 * (openshift/origin#20039). Without a list every registry is allowed.
 */
export const imageRegistriesRule: RenderedRule = {
  id: 'image-registries',
  holds: 'every ImageStream imports from a registry that the cluster allows',
  findings: ({ objects }: Rendered) => {
    const lists = objectsOfKind(objects, 'config.openshift.io/Image').map((object) => importSchema.parse(object).spec);
    const allowed = lists.flatMap(({ allowedRegistriesForImport }) =>
      allowedRegistriesForImport.map(({ domainName }) => domainName),
    );
    if (allowed.length === 0) return [];
    return objectsOfKind(objects, imageStreamKind).flatMap((stream) =>
      streamTags(stream).flatMap(({ name, from }) => {
        if (from?.kind !== 'DockerImage') return [];
        const [registry = ''] = from.name.split('/');
        return allowed.includes(registry)
          ? []
          : [
              {
                place: describeObject(stream),
                reason: `tag ${name} of ${qualifiedName(stream)} comes from ${registry}, which the cluster refuses`,
                remedy: `add it to allowedRegistriesForImport of Image/cluster, which has ${allowed.join(', ')}`,
              },
            ];
      }),
    );
  },
};
