import { Construct } from 'constructs';
import { AdmissionPolicy, type AdmissionRule } from './admission-policy';
import { ciPods } from './ci-pods';
import { closedServices } from './closed-services';
import { cloudRoles } from './cloud-roles';
import { grantedHosts } from './granted-hosts';
import { hookJobs } from './hook-jobs';
import { imageSources } from './image-sources';
import { ownArchives } from './own-archives';
import { podPlacement } from './pod-placement';

export interface GuardrailsProps {
  /** Registries of all images that are rendered. */
  readonly registries: readonly string[];
  /** Bucket with the archives of all databases of tenants. */
  readonly archiveBucket: string;
}

/** All rules of admission, in the order in which a reader would ask. */
const admissionRules = ({ registries, archiveBucket }: GuardrailsProps): readonly AdmissionRule[] => [
  ...grantedHosts,
  ...closedServices,
  podPlacement,
  ...cloudRoles,
  ...ownArchives(archiveBucket),
  imageSources(registries),
  ...hookJobs,
  ciPods,
];

/** What the API server refuses in namespaces that are not the platform's, whoever asks and whatever RBAC allows. */
export class Guardrails extends Construct {
  constructor(scope: Construct, id: string, props: GuardrailsProps) {
    super(scope, id);
    for (const rule of admissionRules(props)) new AdmissionPolicy(this, rule.name, rule);
  }
}
