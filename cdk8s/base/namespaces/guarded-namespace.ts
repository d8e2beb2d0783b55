/**
 * What a namespace that is not the platform's says about itself, and what the policies of `platform/guardrails` read
 * there: nobody but an administrator of the cluster may change a namespace, not even whoever is `admin` in it.
 */
export const guardedNamespace = {
  /** Label of every namespace that the guardrails are about. */
  label: { 'commons-platform/guardrails': 'enforced' },
  /** The same label of a namespace in which jobs of CI run. */
  jobsLabel: { 'commons-platform/guardrails': 'ci-jobs' },
  /** Annotation with the hosts that its routes and certificates may have, separated by commas. */
  hosts: 'commons-platform/hosts',
  /** Annotation with the ARNs of the roles that its service accounts may have, separated by commas. */
  awsRoles: 'commons-platform/aws-roles',
  /** Annotation with the CronJobs after which its own service accounts may make jobs, separated by commas. */
  jobTemplates: 'commons-platform/job-templates',
} as const;

/** Label of a CronJob after which a service account of its namespace makes jobs. */
export const jobTemplateLabel = { 'commons-platform/job-template': 'true' } as const;
