import { exampleManifest } from '../example-files';
import { pathText } from '../difference';
import { targetsAt, type ReviewRule } from '../review-rule';

/** Routers that get another load balancer, with other addresses. */
export const anotherBalancerRule: ReviewRule = {
  id: 'another-balancer',
  finds: 'routers that get another load balancer',
  class: 'interrupts',
  why: 'The operator deletes the load balancer and creates one with other addresses: no host is reachable until DNS and the CDN point to them.',
  remedy: 'Create a second IngressController, move hosts to it one by one, and remove the first one later.',
  dangerous: { before: controller('Classic'), after: controller('NLB') },
  harmless: { before: controller('Classic', 2), after: controller('Classic', 3) },
  findings: ({ objects }) =>
    objects
      .filter(({ kind }) => kind === 'operator.openshift.io/IngressController')
      .flatMap((change) => {
        const differing = change.differences.filter(({ path }) => replacing.test(pathText(path)));
        return differing.length === 0
          ? []
          : [
              {
                class: 'interrupts' as const,
                layer: 'cluster' as const,
                subject: `routers ${change.name}`,
                what: 'get another load balancer, with other addresses',
                targets: targetsAt(change, differing),
              },
            ];
      }),
};

const replacing =
  /^spec\.endpointPublishingStrategy\.(type|loadBalancer\.(scope|providerParameters(\.aws)?(\.type)?))$/;

function controller(type: string, replicas = 2): ReviewRule['dangerous']['before'] {
  return exampleManifest('ingress', {
    apiVersion: 'operator.openshift.io/v1',
    kind: 'IngressController',
    metadata: { name: 'default', namespace: 'openshift-ingress-operator' },
    spec: {
      replicas,
      endpointPublishingStrategy: {
        type: 'LoadBalancerService',
        loadBalancer: { scope: 'External', providerParameters: { type: 'AWS', aws: { type } } },
      },
    },
  });
}
