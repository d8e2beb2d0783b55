import { parse } from 'yaml';
import { z } from 'zod';
import {
  argoCdPods,
  externalDnsPod,
  loggingPluginPod,
  operatorPod,
  routerPod,
} from '../../../../model/data/component-pods';
import { infraLabel, operatorMachines } from '../../../../model/operator-machines';
import type { Environment } from '../../../../model/environment';
import { qualifiedName } from '../../../rendered';
import { platformWorkload } from '../workload';
import type { OperandReader } from './reader';
import { placementSchema } from '../../../placement-schema';
import { resourcesSchema } from './resources-schema';

const withSpec = <Shape extends z.ZodType>(shape: Shape) => z.looseObject({ spec: shape });

const controllerSchema = withSpec(
  z.looseObject({
    replicas: z.number(),
    nodePlacement: z
      .looseObject({
        nodeSelector: z.looseObject({ matchLabels: z.record(z.string(), z.string()) }),
        tolerations: placementSchema.shape.tolerations,
      })
      .optional(),
  }),
);

/** Routers, each on a machine of its own. */
export const routersOperand: OperandReader = (object) => {
  const { replicas, nodePlacement } = controllerSchema.parse(object).spec;
  return [
    platformWorkload(`openshift-ingress/router-${object.metadata.name}`, replicas, routerPod, {
      apart: true,
      scheduling: { nodeSelector: nodePlacement?.nodeSelector.matchLabels, tolerations: nodePlacement?.tolerations },
    }),
  ];
};

const keycloakSchema = withSpec(z.looseObject({ instances: z.number(), resources: resourcesSchema }));

/** Keycloak's pods, which its operator spreads as far as it can. */
export const keycloakOperand: OperandReader = (object) => {
  const { instances, resources } = keycloakSchema.parse(object).spec;
  return [platformWorkload(qualifiedName(object), instances, resources.requests)];
};

const argoCdSchema = withSpec(z.looseObject({ controller: z.looseObject({ resources: resourcesSchema }) }));

/** Argo CD, on machines for the platform where there are some: `GitopsService` says so for all of it. */
export const argoCdOperand: OperandReader = (object, environment) => {
  const { controller } = argoCdSchema.parse(object).spec;
  const scheduling = onInfra(environment);
  return [
    platformWorkload(`${qualifiedName(object)}-application-controller`, 1, controller.resources.requests, {
      scheduling,
    }),
    ...argoCdPods.map(({ name, replicas, cpu, memory }) =>
      platformWorkload(`${qualifiedName(object)}-${name}`, replicas, { cpu, memory }, { scheduling }),
    ),
  ];
};

/** Machines with OpenShift's label for the platform itself, if there are any. */
function onInfra(environment: Environment) {
  const machines = operatorMachines(environment, ['amd64', 'arm64']);
  if (machines?.role !== 'infra') return {};
  const tolerations = machines.pools.flatMap(({ taints }) => taints);
  return { nodeSelector: { [infraLabel]: machines.pools[0]?.labels[infraLabel] ?? '' }, tolerations };
}

const componentSchema = z.looseObject({
  overrideResources: resourcesSchema,
  overrideScheduling: placementSchema.default({}),
});

const certManagerSchema = withSpec(
  z.looseObject({
    controllerConfig: componentSchema,
    webhookConfig: componentSchema,
    cainjectorConfig: componentSchema,
  }),
);

export const certManagerOperand: OperandReader = (object) => {
  const { controllerConfig, webhookConfig, cainjectorConfig } = certManagerSchema.parse(object).spec;
  return Object.entries({ controller: controllerConfig, webhook: webhookConfig, cainjector: cainjectorConfig }).map(
    ([name, { overrideResources, overrideScheduling }]) =>
      platformWorkload(`cert-manager/${name}`, 1, overrideResources.requests, { scheduling: overrideScheduling }),
  );
};

const externalSecretsSchema = withSpec(
  z.looseObject({ appConfig: placementSchema.extend({ resources: resourcesSchema }) }),
);

/** The operator's operand: controller, webhook and the keeper of the webhook's certificate. */
export const externalSecretsOperand: OperandReader = (object) => {
  const { resources, nodeSelector, tolerations } = externalSecretsSchema.parse(object).spec.appConfig;
  return ['controller', 'webhook', 'cert-controller'].map((name) =>
    platformWorkload(`external-secrets/${name}`, 1, resources.requests, { scheduling: { nodeSelector, tolerations } }),
  );
};

const protectionSchema = withSpec(
  z.looseObject({
    configuration: z.looseObject({
      velero: z.looseObject({
        podConfig: placementSchema.extend({ resourceAllocations: resourcesSchema }),
      }),
    }),
  }),
);

export const veleroOperand: OperandReader = (object) => {
  const { resourceAllocations, nodeSelector, tolerations } =
    protectionSchema.parse(object).spec.configuration.velero.podConfig;
  return [
    platformWorkload(`${object.metadata.namespace ?? ''}/velero`, 1, resourceAllocations.requests, {
      scheduling: { nodeSelector, tolerations },
    }),
  ];
};

export const externalDnsOperand: OperandReader = ({ metadata }) => [
  platformWorkload(`external-dns-operator/external-dns-${metadata.name}`, 1, externalDnsPod),
];

export const consolePluginOperand: OperandReader = ({ metadata }) => [
  platformWorkload(`openshift-cluster-observability-operator/${metadata.name}`, 1, loggingPluginPod),
];

const subscriptionSchema = withSpec(z.looseObject({ name: z.string(), config: placementSchema.default({}) }));

/** The controller of an operator. */
export const subscriptionOperand: OperandReader = (object) => {
  const { name, config } = subscriptionSchema.parse(object).spec;
  const { replicas, cpu, memory } = operatorPod(name);
  const scheduling = { nodeSelector: config.nodeSelector, tolerations: config.tolerations };
  return [platformWorkload(qualifiedName(object), replicas, { cpu, memory }, { scheduling })];
};

const applicationSchema = withSpec(
  z.looseObject({
    destination: z.looseObject({ namespace: z.string().optional() }),
    source: z.looseObject({
      chart: z.string().optional(),
      helm: z.looseObject({ values: z.string().default('{}') }).optional(),
    }),
  }),
);

const valuesSchema = placementSchema.extend({ resources: resourcesSchema.optional() });

/** A chart of somebody else's with one pod, which its values size; other applications are folders of manifests. */
export const chartOperand: OperandReader = (object) => {
  const { destination, source } = applicationSchema.parse(object).spec;
  if (source.chart === undefined) return [];
  const { resources, nodeSelector, tolerations } = valuesSchema.parse(parse(source.helm?.values ?? '{}'));
  return [
    platformWorkload(
      `${destination.namespace ?? ''}/${object.metadata.name}`,
      1,
      resources?.requests ?? operatorPod(source.chart),
      { scheduling: { nodeSelector, tolerations } },
    ),
  ];
};
