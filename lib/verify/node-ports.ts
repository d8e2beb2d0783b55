import { z } from 'zod';
import { objectsOfKind, resourcesOfType, type Rendered, type RenderedObject } from '../rendered';
import { describeObject, describeResource } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { valuesAt } from './walk-values';

/**
 * A balancer of ours leads to node ports by their numbers, which both programs derive. Without a listener nobody reaches a port, and a
 * listener without a node port answers nobody while its port stands open.
 */
export const nodePortsRule: RenderedRule = {
  id: 'node-ports',
  holds: 'every node port has a listener of a balancer that leads to it, and every such listener a node port',
  findings: (rendered) => {
    const ports = nodePortsIn(rendered);
    const targets = targetsIn(rendered);
    return [
      ...ports.flatMap(({ place, port, protocol }): readonly RenderedFinding[] =>
        targets.some((target) => target.port === port && target.protocols.includes(protocol) && target.isListened)
          ? []
          : [
              {
                place,
                reason: `has node port ${port} for ${protocol}, to which no listener of a balancer leads`,
                remedy: 'derive both from ports of the tenants’ files (model/outside-ports.ts)',
              },
            ],
      ),
      ...targets.flatMap(({ place, port, protocols }) =>
        protocols
          .filter((protocol) => !ports.some((each) => each.port === port && each.protocol === protocol))
          // What waits for a fact may have it.
          .filter(() => !rendered.waiting.some((file) => file.startsWith('cluster/')))
          .map((protocol) => ({
            place,
            reason: `leads to node port ${port} for ${protocol}, which no Service has`,
            remedy: 'take the listener away, or give the Service the port',
          })),
      ),
    ];
  },
};

interface RenderedNodePort {
  readonly place: string;
  readonly port: number;
  readonly protocol: string;
}

const portSchema = z.looseObject({ nodePort: z.number(), protocol: z.string().default('TCP') });
const serviceSchema = z.looseObject({ spec: z.looseObject({ type: z.string().optional(), ports: z.unknown() }) });

const nodePortsIn = ({ objects }: Rendered): readonly RenderedNodePort[] => [
  ...objectsOfKind(objects, '/Service')
    .filter((object) => serviceSchema.parse(object).spec.type === 'NodePort')
    .flatMap((object) => portsAt(object, 'spec.ports[]')),
  // Its operator makes the Service.
  ...objectsOfKind(objects, 'apps.gitlab.com/GitLab').flatMap((object) =>
    portsAt(object, 'spec.chart.values.gitlab.gitlab-shell.service'),
  ),
];

const portsAt = (object: RenderedObject, path: string): readonly RenderedNodePort[] =>
  valuesAt(object, path).flatMap((value) => {
    const { data } = portSchema.safeParse(value);
    return data === undefined ? [] : [{ place: describeObject(object), port: data.nodePort, protocol: data.protocol }];
  });

const targetSchema = z.looseObject({
  Port: z.number(),
  Protocol: z.enum(['TCP', 'UDP', 'TCP_UDP']),
  TargetType: z.literal('instance'),
});

/** First of the ports that Kubernetes takes for node ports. */
const firstNodePort = 30_000;

/** Target groups of balancers that lead to node ports. */
const targetsIn = ({ resources }: Rendered) => {
  const listeners = resourcesOfType(resources, 'AWS::ElasticLoadBalancingV2::Listener').map((each) => ({
    stack: each.stack,
    actions: JSON.stringify(each.resource.Properties.DefaultActions ?? []),
  }));
  return resourcesOfType(resources, 'AWS::ElasticLoadBalancingV2::TargetGroup').flatMap((each) => {
    const { data } = targetSchema.safeParse(each.resource.Properties);
    if (data === undefined || data.Port < firstNodePort) return [];
    return [
      {
        place: describeResource(each),
        port: data.Port,
        protocols: data.Protocol.split('_'),
        isListened: listeners.some(
          ({ stack, actions }) => stack === each.stack && actions.includes(`{"Ref":"${each.logicalId}"}`),
        ),
      },
    ];
  });
};
