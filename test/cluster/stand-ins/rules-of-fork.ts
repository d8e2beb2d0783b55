const validations = 'x-kubernetes-validations';
/** Functions that OpenShift's fork of Kubernetes 1.30 takes in definitions, and Kubernetes itself one version later. */
const later = /\b(isIP|isCIDR|ip|cidr)\(/;

/** Stands in for what the fork of OpenShift 4.17 knows more than its Kubernetes: a definition without the rules that need it. */
export function withoutRulesOfFork(definition: unknown): unknown {
  if (Array.isArray(definition)) return definition.map((each) => withoutRulesOfFork(each));
  if (typeof definition !== 'object' || definition === null) return definition;
  return Object.fromEntries(
    Object.entries(definition).map(([name, value]: [string, unknown]) => [
      name,
      name === validations && Array.isArray(value)
        ? value.filter((rule) => !later.test(JSON.stringify(rule)))
        : withoutRulesOfFork(value),
    ]),
  );
}
