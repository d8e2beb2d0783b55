import { z } from 'zod';

/** Any JSON object whose fields nobody has looked at yet. */
export type Fields = Readonly<Record<string, unknown>>;

const metadataSchema = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  uid: z.string().optional(),
  generation: z.number().optional(),
  creationTimestamp: z.string().optional(),
  deletionTimestamp: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

export const kubeObjectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: metadataSchema,
  spec: z.record(z.string(), z.unknown()).optional(),
  status: z.record(z.string(), z.unknown()).optional(),
});

/** An object as an API server has it. */
export type KubeObject = Readonly<z.infer<typeof kubeObjectSchema>>;

/** What is known of an object that is to be written. */
export interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** `Namespace/name`, or `kind namespace/name`, for people. */
export const labelOf = ({ kind, metadata: { namespace, name } }: Written): string =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
