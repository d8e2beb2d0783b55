import { z } from 'zod';
import type { KeyPair } from '../support/certificates';
import { assertTaken, forEach, type StandIn } from './stand-in';
import { conditionsOf, setStatus } from './status';

const specSchema = z.looseObject({
  secretName: z.string(),
  secretTemplate: z
    .object({ labels: z.looseObject({}).default({}), annotations: z.looseObject({}).default({}) })
    .optional(),
});

/** Stands in for cert-manager: every certificate is issued at once, with one and the same key. */
export function standInForCertManager({ certificate, key }: KeyPair): readonly StandIn[] {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const ready = (kind: string): StandIn =>
    forEach('cert-manager', ['cert-manager.io/v1', kind], (object, api) =>
      setStatus(api, object, conditionsOf(object, 'Ready')),
    );
  const certificates = forEach('cert-manager', ['cert-manager.io/v1', 'Certificate'], async (object, api) => {
    const { secretName: name, secretTemplate = {} } = specSchema.parse(object.spec);
    const { namespace } = object.metadata;
    if ((await api.get('v1', 'Secret', name, namespace)) === undefined) {
      const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/tls',
        metadata: { ...secretTemplate, name, namespace },
        data: { 'tls.crt': base64(certificate), 'tls.key': base64(key) },
      };
      assertTaken(name, await api.apply(secret, { manager: 'cert-manager' }));
    }
    await setStatus(api, object, conditionsOf(object, 'Ready'));
  });
  return [certificates, ready('ClusterIssuer'), ready('Issuer')];
}
