import { z } from 'zod';
import { assertTaken, forEach } from './stand-in';

const specSchema = z.looseObject({
  selector: z.looseObject({ secret: z.looseObject({ name: z.string() }) }),
  data: z.array(z.looseObject({ match: z.looseObject({ secretKey: z.string() }) })),
});

/** Stands in for GitLab, which makes the keys of its database itself, in a secret that a PushSecret keeps a copy of. */
export const keptSecrets = forEach(
  'GitLab',
  ['external-secrets.io/v1alpha1', 'PushSecret'],
  async ({ spec, metadata: { namespace } }, api) => {
    const { selector, data } = specSchema.parse(spec);
    const { name } = selector.secret;
    if ((await api.get('v1', 'Secret', name, namespace)) !== undefined) return;
    const stringData = Object.fromEntries(data.map(({ match }) => [match.secretKey, 'made by a stand-in']));
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData };
    assertTaken(name, await api.apply(secret, { manager: 'gitlab' }));
  },
);
