import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';
import { keycloakTasks } from '../../model/formats/keycloak-tasks';

export interface KeycloakScalingProps {
  /** Names of the ECS cluster and service. */
  readonly cluster: string;
  readonly service: string;
}

/**
 * Scales the tasks by their processor use, because hashing passwords is most of Keycloak's work when many people log in
 * at once.
 */
export class KeycloakScaling extends Construct {
  constructor(scope: Construct, id: string, { cluster, service }: KeycloakScalingProps) {
    super(scope, id);
    const target = new CfnScalableTarget(this, 'Target', {
      serviceNamespace: 'ecs',
      scalableDimension: 'ecs:service:DesiredCount',
      resourceId: `service/${cluster}/${service}`,
      minCapacity: keycloakTasks.least,
      maxCapacity: keycloakTasks.most,
    });
    new CfnScalingPolicy(this, 'Policy', {
      policyName: `${service}-processor`,
      policyType: 'TargetTrackingScaling',
      scalingTargetId: target.ref,
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        targetValue: 60,
        scaleOutCooldown: 60,
        // A task takes two minutes to start, so it is not removed early.
        scaleInCooldown: 900,
      },
    });
  }
}
