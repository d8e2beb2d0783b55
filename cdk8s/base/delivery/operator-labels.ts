/** Prefix of the labels that operators set themselves. */
const ofKubernetes = 'app.kubernetes.io/';

/**
 * The labels without those that begin with `app.kubernetes.io/`, for objects that an operator makes. Operators find their
 * objects by labels with that prefix: with other values there, an operator sets its own again and again
 * (cloudnative-pg/cloudnative-pg#11438, #11499) or does not recognise its objects (#9920).
 */
export const operatorLabels = (labels: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).filter(([label]) => !label.startsWith(ofKubernetes)));
