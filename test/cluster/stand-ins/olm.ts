import { z } from 'zod';
import { operators } from '../../../model/data/operators';
import type { Definitions } from '../support/definitions';
import type { KubeApi } from '../support/kube-api';
import { setStatus } from './status';
import type { StandIn } from './stand-in';

const subscriptionSpec = z.looseObject({ name: z.string(), startingCSV: z.string().optional() });

/** What happens when an operator is installed, besides that its definitions come. */
export type AfterInstallation = Readonly<Record<string, (api: KubeApi) => Promise<void>>>;

export interface OlmProps {
  readonly definitions: Definitions;
  readonly afterInstallation: AfterInstallation;
  /** Time from the subscription to what it installs. */
  readonly secondsToInstall: number;
  /** Whether a package is let in yet; all are if left out. */
  readonly offers?: (name: string) => boolean;
}

/**
 * Stands in for the Operator Lifecycle Manager, its catalogues, and whoever approves install plans: a subscription in a namespace with
 * one OperatorGroup brings the definitions of its operator, and is installed.
 */
export function standInForOlm({ definitions, afterInstallation, secondsToInstall, offers }: OlmProps): StandIn {
  const installed = new Set<string>();
  return {
    name: 'OLM',
    step: async (api) => {
      const groups = await api.list('operators.coreos.com/v1', 'OperatorGroup');
      for (const subscription of await api.list('operators.coreos.com/v1alpha1', 'Subscription')) {
        const { creationTimestamp = '', namespace = '' } = subscription.metadata;
        const { name, startingCSV = `${name}.v1.0.0` } = subscriptionSpec.parse(subscription.spec);
        const inNamespace = groups.filter(({ metadata }) => metadata.namespace === namespace).length;
        if (inNamespace !== 1)
          throw new Error(`${namespace} has ${inNamespace} OperatorGroups: ${name} is not installed`);
        const waited = (Date.now() - Date.parse(creationTimestamp)) / 1000;
        if (waited < secondsToInstall || offers?.(name) === false) continue;
        if (!installed.has(name)) {
          await definitions.apply(api, definesOf(name));
          await afterInstallation[name]?.(api);
          installed.add(name);
        }
        await setStatus(api, subscription, {
          installedCSV: startingCSV,
          currentCSV: startingCSV,
          state: 'AtLatestKnown',
          lastUpdated: creationTimestamp,
        });
      }
    },
  };
}

/** @throws Error when no row of the operators' table has it. */
function definesOf(name: string): readonly string[] {
  const found = operators.find((operator) => operator.package === name);
  if (found === undefined) throw new Error(`the catalogues of the tests have no package ${name}`);
  return found.defines;
}
