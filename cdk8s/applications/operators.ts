import type { Operator, OperatorNamespace, OperatorSupply } from '../../model/data/operators';
import { neededOperators } from '../../model/needed-operators';
import { operatorArchitecture } from '../../model/operator-machines';
import { clusterNamespaces } from '../base/cluster-namespaces';
import type { Manifest } from '../base/manifest';
import { applicationWaves } from '../base/sync';
import { ComponentNamespace } from '../platform/component-namespace';
import { OperandAccount } from '../platform/operators/operand-account';
import { OperatorsInstalled } from '../platform/operators/operators-installed';
import { OperatorSubscription } from '../platform/operators/operator-subscription';
import {
  platformApplication,
  platformManifests,
  type ClusterApplication,
  type Context,
  type ManifestFiles,
} from './application';
import { operatorPlacement } from './infra-placement';

/** All operators that the environment needs, a file for each. */
export function operators(context: Context): ClusterApplication {
  const needed = neededOperators(context.environment);
  const files = Object.fromEntries(needed.flatMap((operator) => Object.entries(operatorFiles(context, operator))));
  const installed = platformManifests((chart) => {
    const { release } = context.environment.cluster;
    const packages = needed.flatMap((operator) => ('channel' in operator.releases[release] ? [operator.package] : []));
    new OperatorsInstalled(chart, 'installed', { packages });
  });
  return platformApplication(
    context,
    { ...files, 'operators/installed.yaml': installed },
    {
      name: 'operators',
      description: 'Operators of the platform, by OpenShift’s lifecycle manager',
      namespaces: [
        clusterNamespaces.delivery,
        ...new Set(
          needed.flatMap(({ namespace, operand }) => [
            nameOf(namespace),
            ...(operand === undefined ? [] : [operand.namespace]),
          ]),
        ),
      ],
      clusterKinds: [{ group: '', kind: 'Namespace' }],
      wave: applicationWaves.operators,
    },
  );
}

const nameOf = (namespace: OperatorNamespace): string =>
  'ofCluster' in namespace ? namespace.ofCluster : namespace.name;

const makersTraffic = 'What it and what it installs talk to is for its makers to know';

function operatorFiles(context: Context, operator: Operator): ManifestFiles {
  const supply = operator.releases[context.environment.cluster.release];
  const subscription = 'channel' in supply ? subscribed(context, operator, supply) : [];
  return { [`operators/${operator.package}.yaml`]: [...operandOf(context, operator), ...subscription] };
}

/** Where it installs what it runs: there before the operator, and also where a chart takes the operator's place. */
function operandOf({ names }: Context, { operand, purpose }: Operator): readonly Manifest[] {
  if (operand === undefined) return [];
  const { namespace, account } = operand;
  const made = platformManifests((chart) => {
    new ComponentNamespace(chart, 'operand', { name: namespace, purpose, traffic: { open: makersTraffic } });
  });
  const accounts = platformManifests((chart) => {
    if (account === undefined) return;
    new OperandAccount(chart, 'account', { name: account.name, roleArn: names.roleArn(account.role) });
  }, namespace);
  return [...made, ...accounts];
}

function subscribed(
  { environment, names }: Context,
  operator: Operator,
  { channel, startingVersion }: Extract<OperatorSupply, { readonly channel: string }>,
): readonly Manifest[] {
  const { namespace, purpose, architectures, roles = [] } = operator;
  const clusterWide = platformManifests((chart) => {
    if ('ofCluster' in namespace) return;
    const { name, monitoring, privileged } = namespace;
    const pods = privileged === undefined ? 'restricted' : { privileged };
    const made = new ComponentNamespace(chart, 'namespace', {
      ...{ name, purpose, pods, monitoring },
      traffic: { open: makersTraffic },
    });
    // What the operator makes there is for the same architectures, and takes no other instructions.
    const architecture = operatorArchitecture(environment, architectures);
    if (architecture !== undefined) {
      made.metadata.addAnnotation('openshift.io/node-selector', `kubernetes.io/arch=${architecture}`);
    }
  });
  const subscription = platformManifests((chart) => {
    new OperatorSubscription(chart, 'operator', {
      ...operator,
      channel,
      startingVersion,
      variables: Object.fromEntries(
        roles.map(({ variable, component }) => [variable, names.roleArn('openshift', component)]),
      ),
      placement: operatorPlacement(environment, architectures),
    });
  }, nameOf(namespace));
  return [...clusterWide, ...subscription];
}
