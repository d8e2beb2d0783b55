/** Returns a text in PascalCase, as part of a construct id: `UsEast1a` for `us-east-1a`, `EcrApi` for `ecr.api`. */
export const pascalCase = (text: string): string =>
  text
    .split(/[-.]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
