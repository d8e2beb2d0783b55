import type { Operator, OperatorNamespace } from '../../model/data/operators';
import type { Facts } from '../../model/facts';
import { neededOperators } from '../../model/needed-operators';
import { operatorArchitecture } from '../../model/operator-machines';
import { pinnedOperators, type PinnedOperator } from '../../model/operator-versions';
import { missingStackFacts } from '../../model/stack-facts';
import { clusterNamespaces } from '../base/namespaces/cluster-namespaces';
import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { NamespaceIsolation } from '../base/network/namespace-isolation';
import { applicationWaves } from '../base/delivery/sync';
import { ComponentNamespace } from '../platform/component-namespace';
import { ApprovalAccess } from '../platform/operators/approval-access';
import { OperandAccount } from '../platform/operators/operand-account';
import { OperatorsInstalled } from '../platform/operators/operators-installed';
import { OperatorApproval, operatorApprovalName } from '../platform/operators/operator-approval';
import { OperatorSubscription } from '../platform/operators/operator-subscription';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
  type ManifestFiles,
} from './application';
import { operatorPlacement } from './infra-placement';
import { operatorStacks } from './operator-stacks';

/** All operators that the environment needs, with a file for each, and the approval of their versions. */
export function operatorsApplication(context: Context, facts: Partial<Facts>): ClusterApplication {
  const name = 'operators';
  const waitsFor = missingStackFacts(facts, operatorStacks);
  if (waitsFor.length > 0) return waitingApplication(context, name, waitsFor);
  const needed = neededOperators(context.environment);
  const pinned = pinnedOperators(context.environment, facts);
  const files = Object.fromEntries(
    needed.flatMap((operator) => {
      const version = pinned.find((each) => each.operator === operator)?.version;
      return Object.entries(operatorFiles(context, operator, version));
    }),
  );
  const installed = clusterWideManifests(context, (chart) => {
    new OperatorsInstalled(chart, 'installed', { packages: pinned.map(({ operator }) => operator.package) });
  });
  return platformApplication(
    context,
    { 'operators/approval.yaml': approvalManifests(context, pinned), ...files, 'operators/installed.yaml': installed },
    {
      name,
      description: 'Operators of the platform, by OpenShift’s lifecycle manager',
      namespaces: [
        clusterNamespaces.delivery,
        operatorApprovalName,
        ...new Set(
          needed.flatMap(({ namespace, operand }) => [
            operatorFileName(namespace),
            ...(operand === undefined ? [] : [operand.namespace]),
          ]),
        ),
      ],
      clusterKinds: [{ group: '', kind: 'Namespace' }],
      wave: applicationWaves.operators,
    },
  );
}

const operatorFileName = (namespace: OperatorNamespace): string =>
  'ofCluster' in namespace ? namespace.ofCluster : namespace.name;

/**
 * The namespace and CronJob that approve pinned versions. This file is applied by hand once, with OpenShift GitOps, see the
 * runbook.
 */
function approvalManifests(context: Context, pinned: readonly PinnedOperator[]): readonly KubernetesObject[] {
  const made = clusterWideManifests(context, (chart) => {
    new ComponentNamespace(chart, 'namespace', {
      name: operatorApprovalName,
      purpose: 'Approves the versions of operators that are pinned',
    });
  });
  const approval = namespacedManifests(context, operatorApprovalName, (chart) => {
    new NamespaceIsolation(chart, 'isolation');
    new OperatorApproval(chart, 'approval', {
      operators: pinned.map(({ operator, version }) => ({
        namespace: operatorFileName(operator.namespace),
        package: operator.package,
        version,
      })),
    });
  });
  return [...made, ...approval];
}

const makersTraffic = 'What it and what it installs talk to is for its makers to know';

function operatorFiles(context: Context, operator: Operator, version: string | undefined): ManifestFiles {
  const supply = operator.releases[context.environment.cluster.release];
  const subscription = 'channel' in supply ? subscribed(context, operator, supply.channel, version) : [];
  return { [`operators/${operator.package}.yaml`]: [...operandManifests(context, operator), ...subscription] };
}

/** Namespace and ServiceAccount of what the operator runs: needed before the operator, and also if a chart replaces it. */
function operandManifests(context: Context, { operand, purpose }: Operator): readonly KubernetesObject[] {
  const { names } = context;
  if (operand === undefined) return [];
  const { namespace, account } = operand;
  const made = clusterWideManifests(context, (chart) => {
    new ComponentNamespace(chart, 'operand', { name: namespace, purpose, traffic: { open: makersTraffic } });
  });
  const accounts = namespacedManifests(context, namespace, (chart) => {
    if (account === undefined) return;
    new OperandAccount(chart, 'account', { name: account.name, roleArn: names.roleArn(account.role) });
  });
  return [...made, ...accounts];
}

function subscribed(
  context: Context,
  operator: Operator,
  channel: string,
  version: string | undefined,
): readonly KubernetesObject[] {
  const { environment, names } = context;
  const { namespace, purpose, architectures, roles = [] } = operator;
  const clusterWide = clusterWideManifests(context, (chart) => {
    if ('ofCluster' in namespace) return;
    const { name, monitoring, privileged } = namespace;
    const pods = privileged === undefined ? 'restricted' : { privileged };
    const made = new ComponentNamespace(chart, 'namespace', {
      name,
      purpose,
      pods,
      monitoring,
      traffic: { open: makersTraffic },
    });
    // What the operator runs in its namespace has the same architectures, and no setting for its placement.
    const architecture = operatorArchitecture(environment, architectures);
    if (architecture !== undefined) {
      made.metadata.addAnnotation('openshift.io/node-selector', `kubernetes.io/arch=${architecture}`);
    }
  });
  const subscription = namespacedManifests(context, operatorFileName(namespace), (chart) => {
    new ApprovalAccess(chart, 'approval');
    new OperatorSubscription(chart, 'operator', {
      ...operator,
      channel,
      version,
      variables: Object.fromEntries(
        roles.map(({ variable, component }) => [variable, names.roleArn('openshift', component)]),
      ),
      placement: operatorPlacement(environment, architectures),
    });
  });
  return [...clusterWide, ...subscription];
}
