import { Construct } from 'constructs';
import { AdmissionPolicy, type AdmissionRule } from './admission-policy';
import { ciPods } from './ci-pods';
import { closedServices } from './closed-services';
import { cloudRoles } from './cloud-roles';
import { grantedHosts } from './granted-hosts';
import { hookJobs } from './hook-jobs';
import { imageSources } from './image-sources';
import { operatorCalls } from './operator-calls';
import { ownArchives } from './own-archives';
import { podPlacement } from './pod-placement';

export interface GuardrailsProps {
  /** Hosts of the registries of all rendered images. */
  readonly registries: readonly string[];
  /** Name of the bucket with the archives of all tenants' databases. */
  readonly archiveBucket: string;
  /** Whether the environment has a balancer for ports that tenants open to the outside. */
  readonly opensPorts: boolean;
}

/** All admission rules. */
const admissionRules = ({ registries, archiveBucket, opensPorts }: GuardrailsProps): readonly AdmissionRule[] => [
  ...grantedHosts,
  ...closedServices(opensPorts),
  podPlacement,
  ...cloudRoles,
  ...operatorCalls,
  ...ownArchives(archiveBucket),
  imageSources(registries),
  ...hookJobs,
  ciPods,
];

/** All policies by which the API server refuses requests in guarded namespaces, from any user and even if RBAC allows them. */
export class Guardrails extends Construct {
  constructor(scope: Construct, id: string, props: GuardrailsProps) {
    super(scope, id);
    for (const rule of admissionRules(props)) new AdmissionPolicy(this, rule.name, rule);
  }
}
