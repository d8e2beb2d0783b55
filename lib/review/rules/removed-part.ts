import type { ObjectChange, ResourceChange } from '../changes';
import { changeKind } from '../change-kind';
import { changeLayer } from '../change-layer';
import type { Comparison } from '../comparison';
import { exampleManifest, exampleTemplate } from '../example-files';
import { platformNamespaces } from '../platform-namespaces';
import type { RenderedSnapshot } from '../rendered-snapshot';
import type { ReviewClass } from '../review-finding';
import type { ReviewRule, RuleFinding } from '../review-rule';
import { routeHost, routeKind } from '../routes';
import { isRoleNamed } from '../still-named';
import { changeSubject } from '../subjects';
import { valueAt } from '../value-at';

/** Something that is gone and of which no other rule knows anything. */
export const removedPartRule: ReviewRule = {
  id: 'removed-part',
  finds:
    'an object or an AWS resource that is removed, while its namespace or stack stays, and that no other rule knows: by its kind, people are cut off, less is guarded, or OpenShift makes its own again; an IAM role that something still acts by',
  class: 'lets-in',
  why: 'CloudFormation and Argo CD delete it at once, and nobody is asked again.',
  remedy: 'Keep it, or say in the change what does its work from then on.',
  dangerous: { before: { ...nobody(), ...other() }, after: other() },
  harmless: {
    before: exampleTemplate('Names', { Type: 'AWS::ElastiCache::ParameterGroup', Properties: {} }),
    after: exampleTemplate('Other', { Type: 'AWS::SNS::Topic', Properties: {} }),
  },
  findings: () => [],
  unnamed: ({ removed }, comparison) => removed.flatMap((change) => partFindings(change, comparison)),
};

function partFindings(change: ObjectChange | ResourceChange, comparison: Comparison): readonly RuleFinding[] {
  const { before, after } = comparison;
  const kind = changeKind(change);
  if (judgedElsewhere.test(kind) || isOfPods(change, comparison) || isMoved(change, after)) return [];
  const finding = { layer: changeLayer(change), subject: changeSubject(change), targets: [{ change }] };
  if (kind === 'AWS::IAM::Role' && 'logicalId' in change) {
    if (isRoleNamed(change, after))
      return [{ ...finding, class: 'interrupts', what: 'is removed, and is still named as what somebody acts by' }];
    // It goes with the one who acted by it.
    if (isRoleNamed(change, before)) return [];
  }
  if (kind === bindingKind)
    return isForNobody(change)
      ? [{ ...finding, class: 'lets-in', what: "are again those of OpenShift's own binding of this name" }]
      : [];
  return [{ ...finding, class: removalClass(kind), what: 'is removed' }];
}

const bindingKind = 'rbac.authorization.k8s.io/ClusterRoleBinding';

/** A binding without subjects keeps OpenShift from making the one that it comes with. */
const isForNobody = ({ before }: ObjectChange | ResourceChange): boolean => {
  const subjects = valueAt(before, ['subjects']);
  return subjects === undefined || (Array.isArray(subjects) && subjects.length === 0);
};

/**
 * Whether other rules look at an object where pods or people use it: a ConfigMap of a tenant and a Route with a host. A dashboard only
 * shows; other ConfigMaps are for operators.
 */
function isOfPods(change: ObjectChange | ResourceChange, comparison: Comparison): boolean {
  if ('logicalId' in change) return false;
  if (change.kind === routeKind) return routeHost(change.before) !== '';
  return (
    change.kind === '/ConfigMap' &&
    (!platformNamespaces(comparison)(change.namespace) ||
      valueAt(change.before, ['metadata', 'labels', 'console.openshift.io/dashboard']) === 'true')
  );
}

/** Whether a role or policy is another resource of the templates now, by its name, which is the account's only one. */
function isMoved(change: ObjectChange | ResourceChange, { resources }: RenderedSnapshot): boolean {
  if (!('logicalId' in change) || !change.type.startsWith('AWS::IAM::')) return false;
  const property = `${change.type.slice('AWS::IAM::'.length)}Name`;
  const name = change.before?.Properties[property];
  return (
    name !== undefined &&
    resources.some(({ resource: { Type, Properties } }) => Type === change.type && Properties[property] === name)
  );
}

/** Kinds of which other rules judge what is still there: rights, traffic, limits, alerts, and pods. */
const judgedElsewhere =
  /^(\/(LimitRange|Namespace|ResourceQuota)|apps\/.*|batch\/CronJob|machine\.openshift\.io\/.*|monitoring\.coreos\.com\/.*|networking\.k8s\.io\/.*|rbac\.authorization\.k8s\.io\/(Cluster)?Role|rbac\.authorization\.k8s\.io\/RoleBinding|AWS::(IAM::|(?!IAM)\w+::\w*)Policy|AWS::CloudWatch::Alarm|AWS::EC2::SecurityGroup\w+)$/;

/** Kinds by which somebody is served, or gets where he wants to go. */
const serving =
  /^(AWS::(AutoScaling::AutoScalingGroup|CloudFront::Function|EC2::(EgressOnlyInternetGateway|EIPAssociation|Instance|RouteTable|SubnetRouteTableAssociation|VPCCidrBlock|VPCGatewayAttachment)|ElastiCache::(ReplicationGroup|ServerlessCache|UserGroup)|ElasticLoadBalancing(V2)?::LoadBalancer|IAM::(InstanceProfile|OIDCProvider)|RDS::\w+)|\/Service|apps\.gitlab\.com\/GitLab|argoproj\.io\/ArgoCD|cert-manager\.io\/(Cluster)?Issuer|config\.openshift\.io\/OAuth|external-secrets\.io\/(Cluster)?SecretStore|externaldns\.olm\.openshift\.io\/ExternalDNS|k8s\.keycloak\.org\/Keycloak|loki\.grafana\.com\/LokiStack|postgresql\.cnpg\.io\/Pooler|route\.openshift\.io\/Route)$/;

/** Kinds that guard something, or tell somebody. */
const guarding =
  /^(AWS::(Events::Rule|SNS::Topic|SSM::Document|WAFv2::\w+)|Custom::LockedDefaultSecurityGroup|config\.openshift\.io\/(APIServer|Image|Project)|monitoring\.openshift\.io\/AlertRelabelConfig|oadp\.openshift\.io\/DataProtectionApplication|observability\.openshift\.io\/ClusterLogForwarder|template\.openshift\.io\/Template)$/;

function removalClass(kind: string): ReviewClass {
  if (serving.test(kind)) return 'interrupts';
  return guarding.test(kind) ? 'weakens' : 'watch';
}

function nobody(): ReviewRule['dangerous']['before'] {
  return exampleManifest('rights/self-provisioners', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'self-provisioners' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'self-provisioner' },
    subjects: [],
  });
}

function other(): ReviewRule['dangerous']['before'] {
  return exampleManifest('rights/other', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } });
}
