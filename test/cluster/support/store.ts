import { z } from 'zod';

const counted = z.object({ header: z.object({ revision: z.string() }), count: z.string() });

/** What etcd holds. */
export interface Stored {
  readonly objects: number;
  /** Without what it has kept of earlier states, which is thrown away before. */
  readonly bytes: number;
}

/** Counts what a store of an API server holds now. */
export async function storedIn(store: string): Promise<Stored> {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  // From `/registry/` to what comes after all that begins so.
  const all = { key: base64('/registry/'), range_end: base64('/registry0'), count_only: true };
  const { header, count } = counted.parse(await ask(store, 'range', all));
  await ask(store, 'compaction', { revision: header.revision, physical: true });
  const metrics = await (await fetch(`${store}/metrics`)).text();
  const [, bytes] = /^etcd_mvcc_db_total_size_in_use_in_bytes (\S+)$/m.exec(metrics) ?? [];
  if (bytes === undefined) throw new Error('etcd does not say how much it holds');
  return { objects: Number(count), bytes: Number(bytes) };
}

async function ask(store: string, operation: string, body: object): Promise<unknown> {
  const answer = await fetch(`${store}/v3/kv/${operation}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
