import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { programOf } from '../build/parts';
import { kubeObjectSchema, type KubeObject } from '../support/kube-object';
import type { ControlPlane } from '../support/control-plane';

const run = promisify(execFile);

/** A chart that the makers of an operator publish, in its module. */
export interface PublishedChart {
  readonly folder: string;
  readonly release: string;
  readonly namespace: string;
  /** Values other than its own, as Helm's `--set` takes them. */
  readonly values?: readonly string[];
}

const rights = ['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];
const webhooks = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];

const webhookSchema = z.looseObject({
  webhooks: z.array(z.looseObject({ clientConfig: z.looseObject({ service: z.looseObject({ path: z.string() }) }) })),
});

/** Where a webhook of an operator that runs outside of any pod is called. */
export interface WebhookServer {
  readonly port: number;
  readonly certificate: string;
}

/** @throws Error when Helm does not render the chart. */
export async function publishedObjects(plane: ControlPlane, chart: PublishedChart): Promise<readonly KubeObject[]> {
  const { folder, release, namespace, values = [] } = chart;
  const words = ['template', release, folder, '--namespace', namespace, '--kube-version', '1.33.4'];
  const { stdout } = await run(
    programOf('control-plane', 'helm'),
    [...words, ...values.flatMap((each) => ['--set', each])],
    {
      env: { PATH: process.env.PATH, HOME: plane.folder },
      maxBuffer: 64 * 1024 ** 2,
    },
  );
  return parseAllDocuments(stdout)
    .map((document) => document.toJS() as unknown)
    .filter((document) => document !== null)
    .map((document) => kubeObjectSchema.parse(document));
}

/** Accounts and rights alone: an operator gets nothing else of what its makers grant it. */
export const rightsAmong = (objects: readonly KubeObject[]): readonly KubeObject[] =>
  objects.filter(({ kind }) => rights.includes(kind));

/** Webhooks, called at a port of this machine in place of a service that no pod stands behind. */
export const webhooksAmong = (objects: readonly KubeObject[], server: WebhookServer): readonly KubeObject[] =>
  objects.filter(({ kind }) => webhooks.includes(kind)).map((object) => calledAt(object, server));

/** A configuration of webhooks, called at a port of this machine. */
export function calledAt(configuration: KubeObject, { port, certificate }: WebhookServer): KubeObject {
  const caBundle = Buffer.from(certificate).toString('base64');
  const { webhooks: all } = webhookSchema.parse(configuration);
  return {
    ...configuration,
    webhooks: all.map(({ clientConfig, ...webhook }) => ({
      ...webhook,
      clientConfig: { url: `https://127.0.0.1:${port}${clientConfig.service.path}`, caBundle },
    })),
  };
}
