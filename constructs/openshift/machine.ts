import { CfnInstance, CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { stackTags } from '../stack-tags';
import { launchTemplateData, type MachineSpec } from './launch-template-data';

export interface MachineProps extends MachineSpec {
  /** `Name` tag, and name of the launch template; another machine must have another. */
  readonly name: string;
  readonly instanceType: string;
  /** Whether EC2 refuses to terminate it, CloudFormation included, until a person lifts that. */
  readonly terminationProtection: boolean;
}

/**
 * One EC2 instance that no change of the code behind it replaces or restarts. All it is made from is in version 1 of a
 * launch template of its own: said of the instance itself, a new image or template version would have CloudFormation replace
 * it, and new user data would stop and start it. It refers to the template by name. Should that ever be replaced, its
 * successor finds the name taken, and the update is undone before it comes to the instance.
 */
export class Machine extends Construct {
  readonly template: CfnLaunchTemplate;
  /** IPv4 address in the VPC. */
  readonly privateAddress: string;
  /** IPv4 address on the internet; only for a machine that is given one. */
  readonly publicAddress: string;

  constructor(scope: Construct, id: string, { name, terminationProtection, ...spec }: MachineProps) {
    super(scope, id);
    this.template = new CfnLaunchTemplate(this, 'Template', {
      launchTemplateName: name,
      launchTemplateData: launchTemplateData({ ...spec, tags: { ...stackTags(this), Name: name, ...spec.tags } }),
    });
    const instance = new CfnInstance(this, 'Instance', {
      launchTemplate: { launchTemplateName: name, version: '1' },
      disableApiTermination: terminationProtection,
    });
    instance.addResourceDependency(this.template);
    acknowledgeRules(instance, ['AwsSolutions-EC28'], 'The cluster measures its machines itself, every half minute.');
    this.privateAddress = instance.attrPrivateIp;
    this.publicAddress = instance.attrPublicIp;
  }
}
