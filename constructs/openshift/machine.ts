import { CfnInstance, CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { stackTags } from '../stack-tags';
import { launchTemplateData, type MachineSpec } from './launch-template-data';

export interface MachineProps extends MachineSpec {
  /** `Name` tag, and name of the launch template, which must be unique. */
  readonly name: string;
  readonly instanceType: string;
  /**
   * Whether EC2 refuses to terminate the instance, also for CloudFormation, until a person switches the protection off.
   */
  readonly terminationProtection: boolean;
  /**
   * Why EC2 does not measure it each minute.
   * @default the cluster does
   */
  readonly unmeasured?: string;
}

/**
 * An EC2 instance that no change of this code replaces or restarts. Everything it is made from is in version 1 of its
 * own launch template. In the properties of the instance itself, a new image or template version would make
 * CloudFormation replace it, and new user data would stop and start it. The instance refers to the template by name. If
 * a change replaced the template, the new template would find its name taken, and CloudFormation would roll back before
 * it changes the instance.
 */
export class Machine extends Construct {
  readonly template: CfnLaunchTemplate;
  readonly instanceId: string;
  /** IPv4 address in the VPC. */
  readonly privateAddress: string;
  /** Public IPv4 address; only for a machine with one. */
  readonly publicAddress: string;

  constructor(scope: Construct, id: string, { name, terminationProtection, unmeasured, ...spec }: MachineProps) {
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
    acknowledgeRules(
      instance,
      ['AwsSolutions-EC28'],
      unmeasured ?? 'The cluster measures its machines itself, every half minute.',
    );
    this.instanceId = instance.ref;
    this.privateAddress = instance.attrPrivateIp;
    this.publicAddress = instance.attrPublicIp;
  }
}
