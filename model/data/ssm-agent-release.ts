/**
 * Version of the agent of AWS Systems Manager that new hosts install. AWS serves it from buckets of its own, one in each region.
 * Source: AWS Systems Manager user guide, "Manually installing SSM Agent on EC2 instances for Linux"; aws/amazon-ssm-agent, releases.
 */
export const ssmAgentRelease = { version: '3.3.4624.0' } as const;
