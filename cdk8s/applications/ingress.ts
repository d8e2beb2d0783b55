import { clusterDomain, routerPool } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { clusterNamespaces } from '../base/namespaces/cluster-namespaces';
import { applicationWaves } from '../base/delivery/sync';
import { Ingress, ingressOperatorNamespace, type IngressProps } from '../platform/ingress';
import { RouterCertificate } from '../platform/router-certificate';
import {
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';
import { operatorStacks } from './operator-stacks';

/** The routers (IngressController), their load balancer, and the certificate of the cluster's own hosts. */
export function ingressApplication(context: Context, facts: Partial<Facts>): ClusterApplication {
  const name = 'ingress';
  const props = ingressProps(context, facts);
  // cert-manager issues its certificate, so it waits for the roles of operators.
  const waitsFor = [...missingStackFacts(facts, operatorStacks), ...('waitsFor' in props ? props.waitsFor : [])];
  if (waitsFor.length > 0 || 'waitsFor' in props) return waitingApplication(context, name, waitsFor);

  const certificate = namespacedManifests(context, clusterNamespaces.ingress, (chart) => {
    new RouterCertificate(chart, 'certificate', { domain: `apps.${clusterDomain(context.environment)}` });
  });
  const controller = namespacedManifests(context, ingressOperatorNamespace, (chart) => {
    new Ingress(chart, name, { ...props, certificateSecret: RouterCertificate.secretName });
  });
  return platformApplication(
    context,
    { 'ingress/certificate.yaml': certificate, 'ingress/controller.yaml': controller },
    {
      name,
      description: 'The routers in front of all hosts of the cluster',
      namespaces: [ingressOperatorNamespace, clusterNamespaces.ingress],
      clusterKinds: [],
      wave: applicationWaves.platform,
    },
  );
}

/** Returns the props of the routers without their certificate, or the facts that are missing for them. */
export function ingressProps(
  { environment }: Context,
  { natAddresses }: Partial<Facts>,
): IngressProps | { readonly waitsFor: readonly ['natAddresses'] } {
  const { edge, cluster, gitlab } = environment;
  const { balancer, idleTimeoutSeconds, replicas } = cluster.ingress;
  const pool = routerPool(environment);
  const common: Omit<IngressProps, 'allowedFrom'> = {
    balancer: balancer === 'classic' ? { kind: balancer, idleTimeoutSeconds } : { kind: balancer },
    // A wildcard Route is safe here: all Routes are in this repository, where a reviewer sees each.
    wildcards: gitlab?.pages === undefined ? 'refused' : 'allowed',
    replicas,
    ...(pool && { pool: { name: pool.name, taints: pool.taints } }),
  };
  if ('none' in edge.cdn) return { ...common, allowedFrom: 'everybody' };
  if (natAddresses === undefined) return { waitsFor: ['natAddresses'] };
  const own = natAddresses.map((address) => `${address}/32`);
  const blocks = [...edge.cdn.ranges.ipv4, ...edge.peers.map(({ block }) => block), ...own];
  return { ...common, allowedFrom: [...new Set(blocks)] };
}
