/**
 * What only the community knows about a first environment, and has no good default; in the order in which it is asked. The command
 * line has an option for each, so no library is loaded for them.
 */
export const environmentQuestions = {
  community: { description: 'name of the community', example: 'The Commons' },
  account: { description: 'number of the AWS account', example: '111122223333' },
  region: { description: 'AWS region', example: 'eu-central-1' },
  domain: { description: 'domain of the community, kept at a DNS provider', example: 'commons.example' },
  contact: {
    description: 'mail address that hears of alarms, certificates and the budget',
    example: 'infrastructure@commons.example',
  },
  repository: {
    description: 'https address of the repository that will hold this folder',
    example: 'https://gitlab.commons.example/infrastructure/platform.git',
  },
} as const;
