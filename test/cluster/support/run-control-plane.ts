import { ControlPlane } from './control-plane';

/** A process of its own with a control plane, for tests that end it. */
void ControlPlane.start().then(({ folder }) => process.stdout.write(`${folder}\n`));
setInterval(() => undefined, 1000);
