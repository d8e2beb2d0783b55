import { keycloakPeak, keycloakTasks } from '../../../model/formats/keycloak-tasks';
import { failed, passed, warned, type PreflightCheck } from './check';

/** Code of the quota "Fargate On-Demand vCPU resource count" of the service `fargate`, which a new account has 6 of. */
const code = 'L-3032A538';

/**
 * Whether the quota of CPUs on Fargate suffices for a Keycloak on ECS: for its fewest tasks, and for all there may be while a deploy
 * replaces them. If one cannot start, ECS takes the deploy back. What else runs on Fargate in the account is not counted.
 */
export const fargateQuotaCheck: PreflightCheck = {
  name: 'quota of vCPUs on Fargate',
  findings: async ({ environment: { region, singleSignOn }, cloud }) => {
    if (singleSignOn.keycloak?.placement !== 'ecs') return [passed('no vCPUs on Fargate are needed')];
    const quota = await cloud.quota('fargate', code);
    const [least, most] = [keycloakTasks.least * keycloakTasks.vCpus, keycloakPeak.vCpus];
    const account = `the account may have ${quota} vCPUs on Fargate`;
    const remedy = `ask for more: aws service-quotas request-service-quota-increase --region ${region} --service-code fargate --quota-code ${code} --desired-value ${most}`;
    if (quota < least) return [failed(`${account}, and Keycloak starts with ${least}`, remedy)];
    if (quota < most) {
      return [warned(`${account}, and Keycloak may have ${most} while a deploy replaces its tasks`, remedy)];
    }
    return [passed(`${account}, and Keycloak may have ${most}`)];
  },
};
