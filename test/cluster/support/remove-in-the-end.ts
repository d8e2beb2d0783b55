import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Removes a folder when this process ends, however it does: a shell of its own session waits for the end of what this process never
 * writes. What GnuPG has left in the background ends with the folder of its keys.
 */
export function removeInTheEnd(folder: string): void {
  const script = 'cat > /dev/null; sleep 1; rm -rf "$1"';
  const janitor = spawn('sh', ['-c', script, 'sh', folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  janitor.unref();
  // Not to be waited for: it waits for us. As a child's input it is a socket, whatever its type says.
  if (janitor.stdin instanceof Socket) janitor.stdin.unref();
}
