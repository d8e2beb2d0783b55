import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../keycloak/server';
import { startFaultProxy } from './fault-proxy';

test('a late answer for an emulator that has ended is no error of anybody', async () => {
  const ended = `http://127.0.0.1:${await freePort()}`;
  const proxy = await startFaultProxy(ended, () => ({ kind: 'late', milliseconds: 100 }));
  const unheard: unknown[] = [];
  const hear = (error: unknown) => unheard.push(error);
  process.on('unhandledRejection', hear);
  try {
    const asked = fetch(proxy.endpoint, { method: 'POST', body: 'Action=DescribeVpcs' }).catch(
      (error: unknown) => error,
    );
    expect(await asked).toBeInstanceOf(Error);
    await pause(50);
    expect(unheard).toEqual([]);
  } finally {
    process.off('unhandledRejection', hear);
    await proxy.stop();
  }
});
