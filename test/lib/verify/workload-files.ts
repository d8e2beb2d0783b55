/** Workloads as rules about pods meet them, for rendered files in tests. */

/** Resources with everything that a container has to say. */
export const resources = '{ requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 1, memory: 1Gi } }'.replaceAll(
  'cpu: 1',
  "cpu: '1'",
);

export const restricted =
  '{ privileged: false, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: [ALL] } }';

export const probes = 'startupProbe: {}, readinessProbe: {}, livenessProbe: {}';

/** A container with what there is to say of it besides its name, in flow style. */
export const container = (
  name = 'web',
  more = `resources: ${resources}, securityContext: ${restricted}, ${probes}`,
): string => `{ name: ${name}, ${more} }`;

/** A pod's template; `more` stands in its `spec`. */
export const pod = (containers: string, annotations = '{}', more = ''): string => `
    metadata: { labels: { app: web }, annotations: ${annotations} }
    spec:
      automountServiceAccountToken: false
      securityContext: { seccompProfile: { type: RuntimeDefault } }
      containers: [${containers}]
${more}`;

/** A workload of a kind of `apps/v1` in the namespace `library`. */
export const workload = (template: string, kind = 'Deployment', annotations = '{}', more = ''): string => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: web, namespace: library, annotations: ${annotations} }
spec:
  selector: { matchLabels: { app: web } }
${more}
  template:${template}`;

/** A CronJob in the namespace `library`. */
export const cronJob = (template: string): string => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: tidy, namespace: library }
spec:
  schedule: '1 1 * * *'
  jobTemplate:
    spec:
      template:${template.replaceAll('\n', '\n    ')}`;
