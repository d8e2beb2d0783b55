import { z } from 'zod';
import { quotaAnswer } from './aws-faults';
import type { Fault, Faults, ProxiedCall } from './fault-proxy';

/** Quotas as AWS gives them to a new account, by service and code. Source: Service Quotas console, us-east-1. */
export const newAccount: Readonly<Record<string, number>> = {
  'ec2 L-1216C47A': 5,
  'ec2 L-34B43A08': 5,
  'ec2 L-0263D0A3': 5,
  'ebs L-7A658B76': 50,
  'elasticloadbalancing L-69A177A2': 50,
};

/** The same for an account that asked for more. */
export const grownAccount: Readonly<Record<string, number>> = {
  ...newAccount,
  'ec2 L-1216C47A': 256,
  'ec2 L-34B43A08': 256,
};

/**
 * What moto leaves out of its answers and the commands ask for: whether an image has enhanced networking, and quotas
 * other than those of VPCs, for which it knows no default either.
 */
export const completed =
  (quotas: Readonly<Record<string, number>>): Faults =>
  (call) => {
    if (call.action === 'ec2:DescribeImages') return withEnhancedNetworking;
    return call.action === 'servicequotas:GetAWSDefaultServiceQuota' ? defaultQuota(call, quotas) : undefined;
  };

const withEnhancedNetworking: Fault = {
  kind: 'edited',
  edit: (answer) => answer.replaceAll('<imageId>', '<enaSupport>true</enaSupport><imageId>'),
};

const quotaQuestion = z.object({ ServiceCode: z.string(), QuotaCode: z.string() });

function defaultQuota({ body }: ProxiedCall, quotas: Readonly<Record<string, number>>): Fault | undefined {
  const { ServiceCode: service, QuotaCode: code } = quotaQuestion.parse(JSON.parse(body));
  const value = quotas[`${service} ${code}`];
  return value === undefined ? undefined : quotaAnswer(service, code, value);
}
