import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { inWave, pruneDisabled, objectWaves } from '../../base/delivery/sync';
import type { Placement } from '../placement';

export interface OperatorSubscriptionProps {
  /** Name of the package in the catalogue. */
  readonly package: string;
  readonly catalogue: string;
  readonly channel: string;
  /**
   * ClusterServiceVersion to install first.
   * @default the newest of the channel, once a person approves its InstallPlan
   */
  readonly version?: string;
  /** Namespaces whose objects the operator manages: all, or only that of the chart. */
  readonly watches: 'everything' | 'own-namespace';
  /** Environment variables of the operator. */
  readonly variables: Readonly<Record<string, string>>;
  /**
   * Nodes on which the operator runs.
   * @default the placement of the operator's own manifests
   */
  readonly placement?: Placement;
}

/**
 * An operator by the Operator Lifecycle Manager (OLM): Subscription and OperatorGroup, for the chart of the operator's
 * namespace. When it is removed from the repository, the operator keeps running: without it no controller would manage its
 * objects, so uninstalling is a separate task. No version is installed without approval: see `operator-approval.ts`.
 *
 * @example
 * new OperatorSubscription(chart, 'operator', {
 *   package: 'openshift-cert-manager-operator',
 *   catalogue: 'redhat-operators',
 *   channel: 'stable-v1',
 *   version: 'cert-manager-operator.v1.17.0',
 *   watches: 'everything',
 *   variables: {},
 * });
 */
export class OperatorSubscription extends Construct {
  constructor(scope: Construct, id: string, props: OperatorSubscriptionProps) {
    super(scope, id);
    const { package: name, catalogue, channel, version, watches, variables, placement } = props;
    const namespaces = watches === 'everything' ? {} : { targetNamespaces: [Chart.of(this).namespace] };
    new ApiObject(this, 'group', {
      apiVersion: 'operators.coreos.com/v1',
      kind: 'OperatorGroup',
      metadata: { name, annotations: { ...inWave(objectWaves.identity), ...pruneDisabled } },
      spec: { upgradeStrategy: 'Default', ...namespaces },
    });
    const env = Object.entries(variables).map(([variable, value]) => ({ name: variable, value }));
    const config = { ...(env.length > 0 && { env }), ...placement };
    new ApiObject(this, 'subscription', {
      apiVersion: 'operators.coreos.com/v1alpha1',
      kind: 'Subscription',
      metadata: {
        name,
        annotations: {
          ...inWave(objectWaves.workloads),
          ...pruneDisabled,
        },
      },
      spec: {
        name,
        channel,
        source: catalogue,
        sourceNamespace: 'openshift-marketplace',
        installPlanApproval: 'Manual',
        ...(version === undefined ? {} : { startingCSV: version }),
        ...(Object.keys(config).length > 0 && { config }),
      },
    });
  }
}
