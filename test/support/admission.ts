import { Environment } from '@marcbachmann/cel-js';
import { z } from 'zod';

const expressions = z.array(z.object({ name: z.string(), expression: z.string() })).default([]);
const policySchema = z.looseObject({
  kind: z.literal('ValidatingAdmissionPolicy'),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    paramKind: z.object({ apiVersion: z.string(), kind: z.string() }).optional(),
    matchConstraints: z.looseObject({
      namespaceSelector: z.object({ matchLabels: z.record(z.string(), z.string()).default({}) }),
      resourceRules: z.array(
        z.looseObject({
          apiGroups: z.array(z.string()),
          operations: z.array(z.string()),
          resources: z.array(z.string()),
        }),
      ),
    }),
    matchConditions: expressions,
    variables: expressions,
    validations: z.array(z.looseObject({ expression: z.string(), message: z.string() })),
  }),
});
const bindingSchema = z.looseObject({
  kind: z.literal('ValidatingAdmissionPolicyBinding'),
  spec: z.looseObject({
    policyName: z.string(),
    validationActions: z.array(z.string()),
    paramRef: z.looseObject({ selector: z.object({ matchLabels: z.record(z.string(), z.string()) }) }).optional(),
  }),
});
const namespaceSchema = z.looseObject({
  kind: z.literal('Namespace'),
  metadata: z.looseObject({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
});
const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).default({}),
  }),
});

type AdmittedObject = z.output<typeof objectSchema>;

export interface AdmissionRequest {
  readonly object: unknown;
  /** @default an administrator of the cluster */
  readonly user?: string;
  /** @default 'CREATE' */
  readonly operation?: 'CREATE' | 'UPDATE';
  /**
   * What an update is of.
   * @default the object without its spec: all of that is new
   */
  readonly before?: object;
}

/** What an API server would answer to whoever is refused; none if the object is taken. */
export type Admission = (request: AdmissionRequest) => readonly string[];

/**
 * Answers as the API server does by the policies among `cluster`, its bindings and namespaces. The expressions are
 * evaluated by an implementation of CEL that is not the API server's.
 */
export function admissionOf(cluster: readonly unknown[]): Admission {
  const parsed = <Schema extends z.ZodType>(schema: Schema) =>
    cluster.flatMap((each) => {
      const result = schema.safeParse(each);
      return result.success ? [result.data] : [];
    });
  const policies = parsed(policySchema);
  const bindings = parsed(bindingSchema);
  const namespaces = new Map(parsed(namespaceSchema).map((namespace) => [namespace.metadata.name, namespace]));
  const objects = parsed(objectSchema);

  return ({ object: given, user = 'system:admin', operation = 'CREATE', before = {} }) => {
    const object = objectSchema.parse(given);
    const { namespace: name } = object.metadata;
    const namespace = name === undefined ? undefined : namespaces.get(name);
    if (namespace === undefined) throw new Error(`${object.kind} ${object.metadata.name}: no namespace ${name ?? ''}`);
    return policies
      .filter(({ spec }) => concerns(spec.matchConstraints, object, operation))
      .filter(({ spec }) => carries(namespace.metadata.labels, spec.matchConstraints.namespaceSelector.matchLabels))
      .flatMap((policy) => {
        const own = bindings.filter(({ spec }) => spec.policyName === policy.metadata.name);
        return own.flatMap(({ spec: { paramRef, validationActions } }) => {
          if (!validationActions.includes('Deny')) return [];
          const { paramKind } = policy.spec;
          const params =
            paramKind === undefined
              ? [undefined]
              : objects.filter(
                  ({ apiVersion, kind, metadata }) =>
                    apiVersion === paramKind.apiVersion &&
                    kind === paramKind.kind &&
                    metadata.namespace === name &&
                    carries(metadata.labels, paramRef?.selector.matchLabels ?? {}),
                );
          return params.flatMap((each) =>
            refusals(policy, { object, before, operation, namespace, user, params: each }),
          );
        });
      });
  };
}

function concerns(
  { resourceRules }: z.output<typeof policySchema>['spec']['matchConstraints'],
  { apiVersion, kind }: AdmittedObject,
  operation: string,
): boolean {
  const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '';
  return resourceRules.some(
    ({ apiGroups, operations, resources }) =>
      apiGroups.includes(group) &&
      operations.includes(operation) &&
      (resources.includes('*') || resources.includes(pluralOf(kind))),
  );
}

/** The name of a kind in the API's paths. */
const pluralOf = (kind: string): string => {
  const name = kind.toLowerCase();
  return /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name.replace(/(?<![aeiou])y$/, 'ie')}s`;
};

const carries = (labels: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([label, value]) => labels[label] === value);

interface Context {
  readonly object: AdmittedObject;
  readonly before: object;
  readonly operation: string;
  readonly namespace: z.output<typeof namespaceSchema>;
  readonly user: string;
  readonly params: AdmittedObject | undefined;
}

const cel = new Environment({ enableOptionalTypes: true, unlistedVariablesAreDyn: true });

function refusals(
  { metadata, spec }: z.output<typeof policySchema>,
  { object, before, operation, namespace, user, params }: Context,
): readonly string[] {
  const variables: Record<string, unknown> = {};
  const context = {
    object,
    oldObject: operation === 'CREATE' ? null : { spec: {}, ...before },
    params,
    variables,
    namespaceObject: namespace,
    request: { namespace: namespace.metadata.name, operation, userInfo: { username: user } },
  };
  const evaluate = (expression: string): unknown => cel.evaluate(expression, context);
  if (!spec.matchConditions.every(({ expression }) => evaluate(expression) === true)) return [];
  for (const { name, expression } of spec.variables) variables[name] = evaluate(expression);
  return spec.validations.flatMap(({ expression, message }) =>
    evaluate(expression) === true ? [] : [`${metadata.name}: ${message}`],
  );
}
