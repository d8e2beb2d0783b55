import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';

export interface KeycloakScalingProps {
  /** Names of the ECS cluster and service. */
  readonly cluster: string;
  readonly service: string;
}

/**
 * Number of tasks: at least one for each zone, and at most as many as the database has connections for while old and
 * new tasks run together.
 */
const tasks = { least: 3, most: 6 } as const;

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
      minCapacity: tasks.least,
      maxCapacity: tasks.most,
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
