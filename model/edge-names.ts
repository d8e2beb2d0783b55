/** `Name` tag of the network ACL with the emergency deny list of an environment, by which commands find it. */
export const denyListName = (environment: string): string => `${environment}-emergency-deny-list`;
