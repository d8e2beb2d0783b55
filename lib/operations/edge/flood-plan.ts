import { containsBlock } from '../../../model/address-blocks';
import { familyFor, type AddressFamily } from '../../../model/deny-slots';
import { fileProblem } from '../../../model/file-problem';
import type { Problem } from '../../../model/problem';
import { keptBlocks } from '../../../model/rules/deny-rules';
import { freeSlots, planDenials, type DenyRequest, type EdgePlan } from './deny-plan';
import { fewestRanges } from './fewest-ranges';
import { prefixesOverlap, toPrefix } from './prefix';

export interface FloodRequest extends DenyRequest {
  /** Most callers of each family that are hit without being among `blocks`. */
  readonly neighbours: number;
}

/**
 * Plans to deny the addresses of a flood, in the fewest ranges that fit the free slots. What the environment needs is left out and told;
 * what is denied already is left as it is.
 */
export function planFlood(request: FloodRequest): EdgePlan {
  const { environment, facts, live, blocks, own, neighbours } = request;
  const { denied } = environment.edge;
  const families: readonly AddressFamily[] = environment.network.addressFamily === 'ipv4' ? ['IPv4'] : ['IPv4', 'IPv6'];
  const kept = [
    ...keptBlocks(environment, facts),
    ...own.map((block) => ({ block, what: `contains your own address, ${block}` })),
  ].map((each) => ({ ...each, prefix: toPrefix(each.block) }));

  const notes: string[] = [];
  const problems: Problem[] = [];
  const ranges: string[] = [];
  const leftOut = new Map<string, number>();
  const holders = new Map<string, string>();
  const loose: Record<AddressFamily, string[]> = { IPv4: [], IPv6: [] };
  for (const block of new Set(blocks)) {
    const prefix = toPrefix(block);
    const near = kept.find((each) => prefixesOverlap(each.prefix, prefix));
    const holder = denied.find((each) => containsBlock(each.block, block));
    const reason = families.includes(prefix.family) ? near?.what : 'is of IPv6, which the network does not have';
    if (reason !== undefined) leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
    else if (holder !== undefined) holders.set(holder.block, block);
    else loose[prefix.family].push(block);
  }
  for (const [reason, count] of leftOut) notes.push(`${count} left out: each ${reason}`);

  for (const family of families) {
    const free = freeSlots(family, denied, live).length;
    const keptHere = [...kept.map(({ block }) => block), ...denied.map(({ block }) => block)];
    const found = fewestRanges({
      blocks: loose[family],
      slots: free,
      neighbours,
      kept: keptHere.filter((block) => familyFor(block) === family),
    });
    if ('ranges' in found) {
      ranges.push(...found.ranges.map(({ block }) => block));
      notes.push(
        ...found.ranges.map(
          (range) => `${range.block}: ${range.neighbours} ${callers[family]} that are not in the list`,
        ),
      );
      const sum = found.ranges.reduce((all, range) => all + range.neighbours, 0);
      if (found.ranges.length > 0)
        notes.push(`${loose[family].length} of ${family} in ${found.ranges.length} ranges, ${sum} neighbours hit`);
    } else problems.push(refusal(family, loose[family].length, free, neighbours, found.neighboursNeeded));
  }
  if (problems.length > 0) return { denied, replaced: [], notes, problems };
  const plan = planDenials({ ...request, blocks: [...ranges, ...holders.values()] });
  return { ...plan, notes: [...notes, ...plan.notes] };
}

const callers: Readonly<Record<AddressFamily, string>> = { IPv4: 'addresses', IPv6: 'networks of /64' };

function refusal(family: AddressFamily, count: number, slots: number, bound: number, needed: number): Problem {
  const reason = `${count} of ${family} do not fit into ${slots} free slots with at most ${bound} neighbours`;
  const atCdn = 'deny them at the CDN, which has room for as many';
  return Number.isFinite(needed)
    ? fileProblem(
        'edge deny -',
        `${reason}: ${needed} would be hit`,
        `${atCdn}; or accept that: --neighbours ${needed}`,
      )
    : fileProblem('edge deny -', `${reason}: what must not be denied is between them, or no slot is free`, atCdn);
}
