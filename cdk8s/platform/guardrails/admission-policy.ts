import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { guardedNamespace } from '../../base/namespaces/guarded-namespace';

const selectors = {
  guarded: { matchLabels: guardedNamespace.label },
  'ci-jobs': { matchLabels: guardedNamespace.jobsLabel },
  all: {},
} as const;

/** A rule for a ValidatingAdmissionPolicy: the requests that it checks, and the conditions that they must meet. */
export interface AdmissionRule {
  /** Name of the rule; the policy is named `commons-<name>`. */
  readonly name: string;
  /** What the rule prevents, for the annotation `commons-platform/because`. */
  readonly because: string;
  /** Kinds of objects by API group, each as the plural that the API uses. */
  readonly resources: readonly { readonly group: string; readonly resources: readonly string[] }[];
  /**
   * Operations that are checked.
   * @default ['CREATE', 'UPDATE']
   */
  readonly operations?: readonly ('CREATE' | 'UPDATE')[];
  /**
   * Where the rule holds: in guarded namespaces, in namespaces of CI jobs, or in all.
   * @default 'guarded'
   */
  readonly namespaces?: keyof typeof selectors;
  /**
   * CEL expressions by name: the rule checks a request only if all are true.
   * @default none: all requests for these kinds are checked
   */
  readonly when?: Readonly<Record<string, string>>;
  /**
   * CEL expressions by name; a validation reads one as `variables.<name>`.
   * @default none
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * Objects of the request's namespace, by kind and labels, that validations read as `params`: they run once for each
   * object. If there is no such object, the request is allowed.
   * @default none: validations run once, without `params`
   */
  readonly params?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly validations: readonly AdmissionValidation[];
}

export interface AdmissionValidation {
  /** CEL expression that must be true. It may use functions of Kubernetes 1.30 only, the release of OpenShift 4.17. */
  readonly expression: string;
  /** What is wrong and what would be right, for the user whose request is refused. */
  readonly message: string;
}

/**
 * A ValidatingAdmissionPolicy and its binding. The API server enforces it for all users, also for Argo CD and operators,
 * and without a webhook that could fail. OpenShift's own API server enforces the same policies for Routes and ImageStreams.
 * Source: kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy; openshift/openshift-apiserver,
 * pkg/cmd/openshift-apiserver/openshiftadmission/register.go.
 *
 * @example
 * new AdmissionPolicy(chart, 'no-node-ports', {
 *   name: 'no-node-ports',
 *   because: 'Only the routers serve the internet',
 *   resources: [{ group: '', resources: ['services'] }],
 *   validations: [{ expression: "object.spec.type != 'NodePort'", message: 'spec.type: must not be NodePort' }],
 * });
 */
export class AdmissionPolicy extends Construct {
  constructor(scope: Construct, id: string, rule: AdmissionRule) {
    super(scope, id);
    const { because, resources, operations = ['CREATE', 'UPDATE'], namespaces = 'guarded', params } = rule;
    const name = `commons-${rule.name}`;
    new ApiObject(this, 'policy', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name, annotations: { 'commons-platform/because': because } },
      spec: {
        failurePolicy: 'Fail',
        paramKind: params && { apiVersion: params.apiVersion, kind: params.kind },
        matchConstraints: {
          matchPolicy: 'Equivalent',
          namespaceSelector: selectors[namespaces],
          objectSelector: {},
          resourceRules: resources.map(({ group, resources: plurals }) => ({
            apiGroups: [group],
            apiVersions: ['*'],
            operations,
            resources: plurals,
            // A selector of namespaces does not leave out what has none.
            scope: 'Namespaced',
          })),
        },
        matchConditions: named(operations.includes('UPDATE') ? { ...rule.when, ...notCollected } : rule.when),
        variables: named(rule.variables),
        validations: rule.validations.map(({ expression, message }) => ({ expression, message, reason: 'Forbidden' })),
      },
    });
    new ApiObject(this, 'binding', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: {
        policyName: name,
        validationActions: ['Deny'],
        paramRef: params && { selector: { matchLabels: params.labels }, parameterNotFoundAction: 'Allow' },
      },
    });
  }
}

/**
 * What Argo CD deletes goes when the garbage collector has taken its finalizer off, by an update. By then the host or the role of a
 * service that was removed is granted no more: judged once more, the object would never go, and its application would wait for ever.
 * The collector changes finalizers and owners alone. Source: kubernetes/kubernetes:pkg/controller/garbagecollector/operations.go.
 */
const notCollected = {
  'not-collected': "request.userInfo.username != 'system:serviceaccount:kube-system:generic-garbage-collector'",
};

const named = (expressions: Readonly<Record<string, string>> = {}) => {
  const entries = Object.entries(expressions).map(([name, expression]) => ({ name, expression }));
  return entries.length === 0 ? undefined : entries;
};

/** CEL expression for the list in an annotation of the namespace, separated by commas; empty without the annotation. */
export const listedByNamespace = (annotation: string): string =>
  `namespaceObject.metadata.?annotations[?'${annotation}'].orValue('').split(',').filter(each, each != '')`;

/** CEL literal of a list of strings. */
export const celList = (texts: readonly string[]): string => `[${texts.map((text) => `'${text}'`).join(', ')}]`;
