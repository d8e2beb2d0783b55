/** Prefix of the labels that are for operators to give. */
const ofKubernetes = 'app.kubernetes.io/';

/**
 * Those of these labels that an operator may give to what it makes. Operators find their objects by labels of Kubernetes'
 * own, and put theirs back again and again (cloudnative-pg/cloudnative-pg#11438, #11499), or take what carries another
 * for somebody else's (#9920).
 */
export const operatorLabels = (labels: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).filter(([label]) => !label.startsWith(ofKubernetes)));
