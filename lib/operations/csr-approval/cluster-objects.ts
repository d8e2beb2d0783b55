import { z } from 'zod';
import type { ClusterNode, SigningRequest } from './subjects';

const conditions = z.array(z.object({ type: z.string(), status: z.string().optional() })).optional();

const requestSchema = z.object({
  metadata: z.object({ name: z.string(), creationTimestamp: z.string() }),
  spec: z.object({
    signerName: z.string(),
    username: z.string().default(''),
    groups: z.array(z.string()).default([]),
    usages: z.array(z.string()).default([]),
    request: z.string(),
  }),
  status: z.object({ conditions }).optional(),
});

const nodeSchema = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z
    .object({
      providerID: z.string().optional(),
      taints: z.array(z.object({ key: z.string(), value: z.string().optional(), effect: z.string() })).optional(),
    })
    .default({}),
  status: z.object({ conditions }).optional(),
});

/** Certificate requests as `oc get csr -o json` prints them. Source: Kubernetes API, certificates.k8s.io/v1. */
export const parseSigningRequests = (json: string): readonly SigningRequest[] =>
  z
    .object({ items: z.array(requestSchema) })
    .parse(JSON.parse(json))
    .items.map(({ metadata, spec, status }) => ({
      name: metadata.name,
      signer: spec.signerName,
      username: spec.username,
      groups: spec.groups,
      usages: spec.usages,
      request: new TextDecoder().decode(Uint8Array.from(atob(spec.request), (character) => character.charCodeAt(0))),
      createdAt: Date.parse(metadata.creationTimestamp),
      state: toState((status?.conditions ?? []).map(({ type }) => type)),
    }));

/** A request that failed was approved before. */
const toState = (conditionTypes: readonly string[]): SigningRequest['state'] => {
  if (conditionTypes.includes('Denied')) return 'denied';
  return conditionTypes.length > 0 ? 'approved' : 'pending';
};

/** Nodes as `oc get nodes -o json` prints them. Source: Kubernetes API, v1. */
export const parseNodes = (json: string): readonly ClusterNode[] =>
  z
    .object({ items: z.array(nodeSchema) })
    .parse(JSON.parse(json))
    .items.map(({ metadata, spec, status }) => ({
      name: metadata.name,
      // The cloud provider writes it as aws:///<zone>/<instance>.
      instanceId: /^aws:\/\/\/[^/]*\/(i-[0-9a-f]+)$/.exec(spec.providerID ?? '')?.[1],
      ready: (status?.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True'),
      labels: metadata.labels,
      taints: spec.taints ?? [],
    }));
