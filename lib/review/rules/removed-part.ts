import { changeKind } from '../change-kind';
import { changeLayer } from '../change-layer';
import { exampleTemplate } from '../example-files';
import type { ReviewClass } from '../review-finding';
import type { ReviewRule } from '../review-rule';
import { changeSubject } from '../subjects';

/** Something that is gone and of which no other rule knows anything. */
export const removedPartRule: ReviewRule = {
  id: 'removed-part',
  finds:
    'an object or an AWS resource that is removed, while its namespace or stack stays, and that no other rule knows: by its kind, people are cut off or less is guarded',
  class: 'interrupts',
  why: 'CloudFormation and Argo CD delete it at once, and nobody is asked again.',
  remedy: 'Keep it, or say in the change what does its work from then on.',
  dangerous: {
    before: exampleTemplate('Api', { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {} }),
    after: exampleTemplate('Other', { Type: 'AWS::SNS::Topic', Properties: {} }),
  },
  harmless: {
    before: exampleTemplate('Names', { Type: 'AWS::ElastiCache::ParameterGroup', Properties: {} }),
    after: exampleTemplate('Other', { Type: 'AWS::SNS::Topic', Properties: {} }),
  },
  findings: () => [],
  unnamed: ({ removed }) =>
    removed
      .filter((change) => !judgedElsewhere.test(changeKind(change)))
      .map((change) => ({
        class: removalClass(changeKind(change)),
        layer: changeLayer(change),
        subject: changeSubject(change),
        what: 'is removed',
        targets: [{ change }],
      })),
};

/** Kinds of which other rules judge what is still there: rights, traffic, limits, alerts, and pods with what they read. */
const judgedElsewhere =
  /^(\/(ConfigMap|LimitRange|Namespace|ResourceQuota|ServiceAccount)|apps\/.*|batch\/.*|machine\.openshift\.io\/.*|monitoring\.coreos\.com\/.*|networking\.k8s\.io\/.*|rbac\.authorization\.k8s\.io\/.*|route\.openshift\.io\/.*|AWS::\w+::\w*Policy|AWS::CloudWatch::Alarm|AWS::EC2::SecurityGroup\w+|AWS::IAM::Role)$/;

/** Kinds by which somebody is served, or gets where he wants to go. */
const serving =
  /^(AWS::(AutoScaling::AutoScalingGroup|CloudFront::Function|EC2::(EgressOnlyInternetGateway|EIPAssociation|Instance|RouteTable|SubnetRouteTableAssociation|VPCCidrBlock|VPCGatewayAttachment)|ElastiCache::(ReplicationGroup|ServerlessCache|UserGroup)|ElasticLoadBalancing(V2)?::LoadBalancer|IAM::(InstanceProfile|OIDCProvider)|RDS::\w+)|\/Service|apps\.gitlab\.com\/GitLab|argoproj\.io\/ArgoCD|cert-manager\.io\/(Cluster)?Issuer|config\.openshift\.io\/OAuth|external-secrets\.io\/(Cluster)?SecretStore|externaldns\.olm\.openshift\.io\/ExternalDNS|k8s\.keycloak\.org\/Keycloak|loki\.grafana\.com\/LokiStack|postgresql\.cnpg\.io\/Pooler)$/;

/** Kinds that guard something, or tell somebody. */
const guarding =
  /^(AWS::(Events::Rule|SNS::Topic|SSM::Document|WAFv2::\w+)|Custom::LockedDefaultSecurityGroup|config\.openshift\.io\/(APIServer|Image|Project)|monitoring\.openshift\.io\/AlertRelabelConfig|oadp\.openshift\.io\/DataProtectionApplication|observability\.openshift\.io\/ClusterLogForwarder|template\.openshift\.io\/Template)$/;

function removalClass(kind: string): ReviewClass {
  if (serving.test(kind)) return 'interrupts';
  return guarding.test(kind) ? 'weakens' : 'watch';
}
