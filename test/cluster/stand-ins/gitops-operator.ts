import { z } from 'zod';
import { isDeepStrictEqual } from 'node:util';
import type { KubeApi } from '../support/kube-api';
import { setStatus } from './status';
import { assertTaken, type StandIn } from './stand-in';
import { controllerRights } from './gitops-rights';

export const gitopsNamespace = 'openshift-gitops';
export const controllerAccount = 'openshift-gitops-argocd-application-controller';

const manager = 'gitops-operator';

const argoSpec = z.looseObject({
  resourceTrackingMethod: z.string().default('label'),
  resourceExclusions: z.string().default(''),
  applicationInstanceLabelKey: z.string().default('app.kubernetes.io/instance'),
  resourceHealthChecks: z
    .array(z.object({ group: z.string().default(''), kind: z.string(), check: z.string() }))
    .default([]),
  resourceIgnoreDifferences: z
    .object({
      resourceIdentifiers: z
        .array(z.object({ group: z.string().default(''), kind: z.string(), customization: z.unknown() }))
        .default([]),
    })
    .default({ resourceIdentifiers: [] }),
});

const own = (apiVersion: string, kind: string, name: string, fields: object = {}, labels: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: gitopsNamespace, labels },
  ...fields,
});
const partOfArgo = { 'app.kubernetes.io/part-of': 'argocd' };

/** What the operator of OpenShift GitOps makes when it is installed: Argo CD, and its rights. */
export async function installGitops(api: KubeApi): Promise<void> {
  await api.applyAll(
    [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: gitopsNamespace } },
      own('argoproj.io/v1beta1', 'ArgoCD', 'openshift-gitops', { spec: { applicationSet: {} } }),
      own('argoproj.io/v1alpha1', 'AppProject', 'default', {
        spec: {
          clusterResourceWhitelist: [{ group: '*', kind: '*' }],
          destinations: [{ namespace: '*', server: '*' }],
          sourceRepos: ['*'],
        },
      }),
      { apiVersion: 'pipelines.openshift.io/v1alpha1', kind: 'GitopsService', metadata: { name: 'cluster' } },
      own('v1', 'ServiceAccount', controllerAccount),
      own('v1', 'Secret', 'argocd-secret', { stringData: { 'server.secretkey': 'of-this-test-alone' } }, partOfArgo),
      own('v1', 'Secret', 'argocd-redis', { stringData: { auth: '' } }),
      own('v1', 'ConfigMap', 'argocd-rbac-cm', { data: {} }, partOfArgo),
      ...controllerRights(gitopsNamespace, controllerAccount),
    ],
    { manager },
  );
}

/** Stands in for the operator of OpenShift GitOps, which turns an ArgoCD object into Argo CD's settings. */
export const gitopsOperator: StandIn = {
  name: 'GitOps operator',
  step: async (api) => {
    for (const argo of await api.list('argoproj.io/v1beta1', 'ArgoCD')) {
      const data = settingsOf(argo.spec);
      const map = await api.get('v1', 'ConfigMap', 'argocd-cm', gitopsNamespace);
      if (!isDeepStrictEqual(map?.data, data))
        assertTaken(
          'argocd-cm',
          await api.apply(own('v1', 'ConfigMap', 'argocd-cm', { data }, partOfArgo), { manager }),
        );
      await setStatus(api, argo, { phase: 'Available' });
    }
  },
};

function settingsOf(spec: unknown): Record<string, string> {
  const { resourceHealthChecks, resourceIgnoreDifferences, ...argo } = argoSpec.parse(spec);
  const named = (group: string, kind: string): string => (group === '' ? kind : `${group}_${kind}`);
  return {
    'application.resourceTrackingMethod': argo.resourceTrackingMethod,
    'application.instanceLabelKey': argo.applicationInstanceLabelKey,
    'resource.exclusions': argo.resourceExclusions,
    ...Object.fromEntries(
      resourceHealthChecks.map(({ group, kind, check }) => [
        `resource.customizations.health.${named(group, kind)}`,
        check,
      ]),
    ),
    ...Object.fromEntries(
      resourceIgnoreDifferences.resourceIdentifiers.map(({ group, kind, customization }) => [
        `resource.customizations.ignoreDifferences.${named(group, kind)}`,
        JSON.stringify(customization),
      ]),
    ),
  };
}
