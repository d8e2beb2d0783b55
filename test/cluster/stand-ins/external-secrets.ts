import { z } from 'zod';
import { assertTaken, forEach, type StandIn } from './stand-in';
import { conditionsOf, setStatus } from './status';

const specSchema = z.looseObject({
  target: z
    .looseObject({
      name: z.string().optional(),
      template: z
        .looseObject({
          type: z.string().default('Opaque'),
          data: z.record(z.string(), z.string()).default({}),
          metadata: z
            .looseObject({
              labels: z.record(z.string(), z.string()).default({}),
              annotations: z.record(z.string(), z.string()).default({}),
            })
            .optional(),
        })
        .optional(),
    })
    .default({}),
  data: z.array(z.looseObject({ secretKey: z.string() })).default([]),
});

/** Stands in for External Secrets: every secret is there at once, and says nothing. */
export function standInForExternalSecrets(): readonly StandIn[] {
  const ready = (apiVersion: string, kind: string): StandIn =>
    forEach('External Secrets', [apiVersion, kind], (object, api) =>
      setStatus(api, object, conditionsOf(object, 'Ready')),
    );
  const secrets = forEach('External Secrets', ['external-secrets.io/v1', 'ExternalSecret'], async (object, api) => {
    const { target, data } = specSchema.parse(object.spec);
    const { name = object.metadata.name, template } = target;
    const { namespace } = object.metadata;
    if ((await api.get('v1', 'Secret', name, namespace)) === undefined) {
      const templated = Object.keys(template?.data ?? {});
      const keys = templated.length > 0 ? templated : data.map(({ secretKey }) => secretKey);
      const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        type: template?.type ?? 'Opaque',
        metadata: { ...template?.metadata, name, namespace },
        stringData: Object.fromEntries((keys.length > 0 ? keys : ['value']).map((key) => [key, 'x'])),
      };
      assertTaken(`secret ${name}`, await api.apply(secret, { manager: 'external-secrets' }));
    }
    await setStatus(api, object, conditionsOf(object, 'Ready'));
  });
  return [secrets, ready('external-secrets.io/v1', 'SecretStore'), ready('external-secrets.io/v1alpha1', 'PushSecret')];
}
