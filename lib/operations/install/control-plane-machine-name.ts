/** The commands call a machine as its stack does. */
export { controlPlaneMachineName } from '../../../constructs/openshift/control-plane-machine-name';
