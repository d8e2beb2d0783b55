import { z } from 'zod';
import type { ControlPlane } from '../support/control-plane';
import { kubeObjectSchema, type KubeObject } from '../support/kube-object';

const configuration = kubeObjectSchema.extend({
  webhooks: z.array(z.looseObject({ clientConfig: z.object({ service: z.looseObject({ path: z.string() }) }) })),
});

/** Where the webhooks of an operator are answered. */
export interface WebhookServer {
  readonly port: number;
  /** Before the names of configurations, which makers leave to their installer. */
  readonly prefix: string;
}

/** Configurations of webhooks with an address on this machine in place of a service, which no node here carries. */
export const localWebhooks = (
  { authority }: ControlPlane,
  { port, prefix }: WebhookServer,
  configurations: readonly object[],
): readonly KubeObject[] =>
  configurations.map((each) => {
    const { metadata, webhooks, ...others } = configuration.parse(each);
    const caBundle = Buffer.from(authority.certificate).toString('base64');
    return {
      ...others,
      metadata: { name: `${prefix}-${metadata.name}` },
      webhooks: webhooks.map(({ clientConfig: { service }, ...webhook }) => ({
        ...webhook,
        clientConfig: { url: `https://127.0.0.1:${port}${service.path}`, caBundle },
      })),
    };
  });
