import { openshiftLogin } from '../../model/realm/declared-realm';

/**
 * Groups of OpenShift whose members administer the cluster: the first is kubeadmin's and that of the emergency account, the
 * second has those whom single sign-on says are administrators.
 */
export const clusterAdministrators: readonly string[] = ['system:cluster-admins', openshiftLogin.administrators];
