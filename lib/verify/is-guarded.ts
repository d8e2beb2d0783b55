import type { RenderedObject } from '../rendered';

/** Whether the ValidatingAdmissionPolicies of the cluster hold in a namespace, as in those of all tenants. */
export const isGuarded = ({ metadata }: RenderedObject): boolean =>
  metadata.labels['commons-platform/guardrails'] === 'enforced';
