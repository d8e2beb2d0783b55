import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { guardedNamespace } from '../../base/namespaces/guarded-namespace';

const selectors = {
  guarded: { matchLabels: guardedNamespace.label },
  'ci-jobs': { matchLabels: guardedNamespace.jobsLabel },
  all: {},
} as const;

/** A rule of admission: which requests it is about, and what must be true of them. */
export interface AdmissionRule {
  readonly name: string;
  /** What it keeps from happening, for people. */
  readonly because: string;
  /** Kinds of objects by API group, each as the plural that the API uses. */
  readonly resources: readonly { readonly group: string; readonly resources: readonly string[] }[];
  /** @default ['CREATE', 'UPDATE'] */
  readonly operations?: readonly ('CREATE' | 'UPDATE')[];
  /**
   * Where it holds: in namespaces that are not the platform's, in those of CI jobs, or in all.
   * @default 'guarded'
   */
  readonly namespaces?: keyof typeof selectors;
  /** CEL expressions that must be true for the rule to look at a request at all, by name. */
  readonly when?: Readonly<Record<string, string>>;
  /** CEL expressions by name; a validation reads one as `variables.<name>`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Kind of the objects in the request's namespace that are `params`, one after the other; none is no hindrance. */
  readonly params?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly validations: readonly AdmissionValidation[];
}

export interface AdmissionValidation {
  /** CEL expression that must be true. Only what Kubernetes 1.30 knows: OpenShift 4.17 has no more. */
  readonly expression: string;
  /** What is wrong and what would be right, for whoever is refused. */
  readonly message: string;
}

/**
 * A policy that the API server itself holds everybody to, Argo CD and operators too; it needs no webhook that could be
 * away. OpenShift's own API server reads the same policies for routes and image streams. Source:
 * kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy; openshift/openshift-apiserver,
 * pkg/cmd/openshift-apiserver/openshiftadmission/register.go.
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
            scope: '*',
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

/** CEL: the list that an annotation of the namespace holds, empty without it. */
export const listedByNamespace = (annotation: string): string =>
  `namespaceObject.metadata.?annotations[?'${annotation}'].orValue('').split(',').filter(each, each != '')`;

/** CEL: a list of texts. */
export const celList = (texts: readonly string[]): string => `[${texts.map((text) => `'${text}'`).join(', ')}]`;
