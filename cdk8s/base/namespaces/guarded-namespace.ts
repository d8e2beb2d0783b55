/**
 * Labels and annotations of guarded namespaces (see the glossary), which the policies of `platform/guardrails` read. They
 * can be trusted: only an administrator of the cluster may change a Namespace object; the role `admin` in the namespace
 * is not enough.
 */
export const guardedNamespace = {
  /** Label of every namespace for which the guardrails hold. */
  label: { 'commons-platform/guardrails': 'enforced' },
  /** The same label with the value for a namespace in which CI jobs run. */
  jobsLabel: { 'commons-platform/guardrails': 'ci-jobs' },
  /** Annotation of such a namespace with the pool whose nodes run the jobs. */
  jobsPool: 'commons-platform/jobs-pool',
  /** Annotation with the hosts that Routes and Certificates of the namespace may have, separated by commas. */
  hosts: 'commons-platform/hosts',
  /** Annotation with the node ports that its Services may have, separated by commas. */
  nodePorts: 'commons-platform/node-ports',
  /** Annotation with the ARNs of the IAM roles that its ServiceAccounts may have, separated by commas. */
  awsRoles: 'commons-platform/aws-roles',
  /** Annotation with the CronJobs from whose template its ServiceAccounts may create Jobs, separated by commas. */
  jobTemplates: 'commons-platform/job-templates',
} as const;

/** Label of a CronJob that is a template: a ServiceAccount of its namespace creates Jobs from it. */
export const jobTemplateLabel = { 'commons-platform/job-template': 'true' } as const;
