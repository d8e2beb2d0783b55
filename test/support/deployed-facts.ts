/** Facts without which no role of the minimal environment is there, as the text of its `facts.json`: they are told by the first deploy. */
export const deployedFacts = (environment: string, account = '111122223333', region = 'us-east-1'): string =>
  `${JSON.stringify(
    {
      environment,
      account,
      region,
      facts: {
        serviceAccountIssuer: 'https://d111111abcdef8.cloudfront.net',
        clusterZoneId: 'Z0EXAMPLE123COMMONS45',
        clusterPrivateZoneId: 'Z0EXAMPLE678COMMONS90',
      },
    },
    undefined,
    2,
  )}\n`;
