/** `us-east-1a` or `ecr.api` as a part of a construct id: `UsEast1a`, `EcrApi`. */
export const pascalCase = (text: string): string =>
  text
    .split(/[-.]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
