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
  /** ClusterServiceVersion to install; the newest of the channel, once a person approves it, if left out. */
  readonly version?: string;
  readonly watches: 'everything' | 'own-namespace';
  /** Environment variables of the operator. */
  readonly variables: Readonly<Record<string, string>>;
  readonly placement?: Placement;
}

/**
 * An operator by OpenShift's lifecycle manager, for the chart of its namespace. Whoever takes it out of the repository
 * leaves it running: without it nobody would look after what it made, so removing it is a task of its own. No version is
 * installed by itself: see `operator-approval.ts`.
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
