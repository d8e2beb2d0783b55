/**
 * Questions about a first environment, in the order in which they are asked: only values that have no good default. The
 * command line has an option for each question, so this file imports nothing that is slow to load.
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
