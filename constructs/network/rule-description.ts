/** Greatest length of the description of a rule. Source: the EC2 API reference, IpRange. */
const maxLength = 255;

/** A text in the characters that EC2 takes for the description of a rule of a security group; others become spaces. */
export const ruleDescription = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .slice(0, maxLength)
    .trim();
