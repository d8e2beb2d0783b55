/** What a linter finds and may find. */
export interface Acknowledgement {
  /** Number of the rule. */
  readonly rule: string;
  /** The resources, by type and logical id. */
  readonly resources: RegExp;
  readonly because: string;
}

const whileDeploying =
  'the function runs while a stack is deployed; CloudFormation waits for it and tells of its failure';

/** Findings of cfn-lint; those left out of `.cfnlintrc.yaml`, resource by resource. */
export const acknowledgedByCfnLint: readonly Acknowledgement[] = [
  {
    rule: 'W3005',
    resources: /^AWS::Lambda::Function AWS679f53fac002430cb0da5b7982bd22872D164C4C$/,
    because: 'the function of CDK’s custom resource depends on its role twice',
  },
  {
    rule: 'W3010',
    resources:
      /^AWS::(EC2::Subnet Network(Public|Private|Hosts|Directory)UsEast1[a-c]|EC2::Volume Host\w+?Disk\w+?|AutoScaling::AutoScalingGroup Host\w+?Group)[0-9A-F]{8}$/,
    because: 'zones are part of an environment: a look-up would make the same input give different templates',
  },
];

/** Findings of checkov that no resource acknowledges itself; those left out of `.checkov.yaml`, resource by resource. */
export const acknowledgedByCheckov: readonly Acknowledgement[] = [
  ...['CKV_AWS_115', 'CKV_AWS_116', 'CKV_AWS_117'].map((rule) => ({
    rule,
    resources: /^AWS::Lambda::Function AWS679f53fac002430cb0da5b7982bd22872D164C4C$/,
    because: whileDeploying,
  })),
  {
    rule: 'CKV_AWS_158',
    resources:
      /^AWS::Logs::LogGroup (ClusterZone|DefaultSecurityGroup|BalancerCertificate|PagesZone)CallsLog[0-9A-F]{8}$/,
    because: 'it holds parameters that stand in the template; CloudWatch encrypts it with a key of AWS',
  },
  {
    rule: 'CKV_AWS_109',
    resources: /^AWS::IAM::ManagedPolicy WorkloadBoundary[0-9A-F]{8}$/,
    because: 'a boundary grants nothing: what a role may do stands in the role',
  },
];
