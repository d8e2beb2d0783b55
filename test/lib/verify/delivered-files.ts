/** Applications as rules meet them, for rendered files in tests. */

/** An application whose folder has its name. */
export const application = (name: string, wave: number, more = ''): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: openshift-gitops, annotations: { argocd.argoproj.io/sync-wave: '${wave}' } }
spec:
  project: ${name}
  source: { path: rendered/home/cluster/${name} }
  destination: { namespace: ${name} }
  syncPolicy: { retry: { limit: -1 } }
${more}`;

/** An application of somebody else's chart. */
export const chart = (name: string, wave: number, namespace: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: openshift-gitops, annotations: { argocd.argoproj.io/sync-wave: '${wave}' } }
spec: { project: ${name}, source: { chart: ${name} }, destination: { namespace: ${namespace} } }
`;

/** Something of a kind in a wave of its application. */
export const object = (apiVersion: string, kind: string, name: string, wave: number, more = '{}'): string => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, annotations: { argocd.argoproj.io/sync-wave: '${wave}' } }
spec: ${more}
`;

/** The same in a namespace. */
export const within = (namespace: string, apiVersion: string, kind: string, name: string, wave: number): string => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace}, annotations: { argocd.argoproj.io/sync-wave: '${wave}' } }
spec: {}
`;
