import { blocksOverlap, containsBlock } from '../../../model/address-blocks';
import {
  denySlot,
  denySlots,
  familyFor,
  idleBlock,
  type AddressFamily,
  type DenySlot,
} from '../../../model/deny-slots';
import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { fileProblem } from '../../../model/file-problem';
import type { Problem } from '../../../model/problem';
import { denialFindings } from '../../../model/rules/deny-rules';
import { slotsPerFamily } from '../../../model/schema/edge';

/** An entry of the emergency list in the environment file. */
export type Denial = Environment['edge']['denied'][number];

/** Blocks that the deny entries of the network ACL have in EC2, by the numbers of the entries. */
export type LiveSlots = ReadonlyMap<number, string>;

/** What a command would change; nothing of it if there are problems. */
export interface EdgePlan {
  /** The list that the environment file will have. */
  readonly denied: readonly Denial[];
  /** Entries to replace in EC2, with what they will have. */
  readonly replaced: readonly DenySlot[];
  /** What is as asked for already, in words. */
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

export interface DenyRequest {
  readonly environment: Environment;
  readonly facts: Partial<Facts>;
  readonly live: LiveSlots;
  /** Blocks in short form. */
  readonly blocks: readonly string[];
  /** Addresses of whoever asks, as blocks, which are never denied. */
  readonly own: readonly string[];
  readonly because: string;
  /** Last day, like 2027-06-30. */
  readonly until: string;
}

/**
 * Plans to deny blocks. A block that the file denies already keeps its slot and gets the new day and reason; one that EC2 alone has keeps
 * that slot; others get the lowest one that is free in the file and in EC2, because a colleague's denial may not be in this file yet.
 */
export function planDenials({ environment, facts, live, blocks, own, because, until }: DenyRequest): EdgePlan {
  const { name } = environment;
  const denied = [...environment.edge.denied];
  const wanted = new Map<number, DenySlot>();
  const notes: string[] = [];
  const problems: Problem[] = [];
  const refuse = (block: string, reason: string, remedy: string) => {
    problems.push(fileProblem(`edge deny ${block}`, reason, remedy));
  };
  const outermost = [...new Set(blocks)].filter(
    (block, _, all) => !all.some((other) => other !== block && containsBlock(other, block)),
  );
  for (const block of outermost) {
    const family = familyFor(block);
    const same = denied.findIndex((each) => each.block === block);
    const holder = denied.find((each) => containsBlock(each.block, block));
    if (holder !== undefined) {
      if (same !== -1) denied[same] = { ...holder, until, because };
      else notes.push(`${block} is in ${holder.block}, which slot ${holder.slot} denies already`);
      const slot = denySlot(family, holder.slot, holder.block);
      wanted.set(slot.ruleNumber, slot);
      continue;
    }
    const [fault] = denialFindings(block, environment, facts, []);
    const inside = denied.find((each) => blocksOverlap(each.block, block));
    const mine = own.find((each) => blocksOverlap(each, block));
    const free = freeSlots(family, denied, live, block)[0];
    if (fault !== undefined) refuse(block, fault.reason, fault.remedy);
    else if (mine !== undefined) refuse(block, `contains your own address, ${mine}`, 'deny only blocks of others');
    else if (inside !== undefined) {
      const first = `let that in first: commons edge allow ${name} ${inside.block}`;
      refuse(block, `contains ${inside.block}, which slot ${inside.slot} denies already`, first);
    } else if (free === undefined) {
      const remedy = `deny it at the CDN, or let in what does no harm any more: commons edge list ${name}`;
      refuse(block, `finds no free slot: all ${slotsPerFamily} of ${family} are used`, remedy);
    } else {
      denied.push({ block, slot: free, until, because });
      const slot = denySlot(family, free, block);
      wanted.set(slot.ruleNumber, slot);
    }
  }
  for (const slot of wanted.values()) {
    const there = live.get(slot.ruleNumber);
    if (there === undefined || there === slot.block || there === idleBlock(slot.family, slot.slot)) continue;
    refuse(
      slot.block,
      `has slot ${slot.slot} of ${slot.family} in the file, where EC2 denies ${there}, which the file does not know`,
      `bring the file up to date, as by git pull, or let that in: commons edge allow ${name} ${there}`,
    );
  }
  return { denied, replaced: [...wanted.values()].filter((slot) => differs(slot, live)), notes, problems };
}

/** Plans to let blocks in again, with everything in them; entries that only EC2 has are freed too. */
export function planAllowances({ edge, network }: Environment, live: LiveSlots, blocks: readonly string[]): EdgePlan {
  const { denied } = edge;
  const left = denied.filter((entry) => !blocks.some((block) => containsBlock(block, entry.block)));
  const replaced = denySlots(left, network.addressFamily).filter((slot) => {
    const there = live.get(slot.ruleNumber);
    return (
      there !== undefined &&
      differs(slot, live) &&
      isUsed(slot, there) &&
      blocks.some((block) => containsBlock(block, there))
    );
  });
  const found = (block: string) =>
    denied.some((entry) => containsBlock(block, entry.block)) ||
    replaced.some(({ ruleNumber }) => containsBlock(block, live.get(ruleNumber) ?? ''));
  const missing = blocks.filter((block) => !found(block));
  const problems = missing.flatMap((block) => {
    const holder = left.find((entry) => containsBlock(entry.block, block));
    return holder === undefined
      ? []
      : [
          fileProblem(
            `edge allow ${block}`,
            `is a part of ${holder.block}, which slot ${holder.slot} denies`,
            'let that in, and deny the parts that do harm',
          ),
        ];
  });
  const notes = missing
    .filter((block) => !left.some((entry) => containsBlock(entry.block, block)))
    .map((block) => `${block} is not denied`);
  return { denied: left, replaced, notes, problems };
}

/** Blocks whose last day is before `today`. */
export const expiredBlocks = ({ edge }: Environment, today: string): readonly string[] =>
  edge.denied.filter(({ until }) => until < today).map(({ block }) => block);

const differs = ({ ruleNumber, block }: DenySlot, live: LiveSlots): boolean => live.get(ruleNumber) !== block;

const isUsed = ({ family, slot }: DenySlot, block: string): boolean => block !== idleBlock(family, slot);

/** Slots that neither the file nor EC2 uses, the lowest first; before them one in which EC2 has this very block. */
export function freeSlots(
  family: AddressFamily,
  denied: readonly Denial[],
  live: LiveSlots,
  block = '',
): readonly number[] {
  const free = Array.from({ length: slotsPerFamily }, (_, index) => denySlot(family, index + 1, block)).filter(
    ({ slot }) => !denied.some((entry) => entry.slot === slot && familyFor(entry.block) === family),
  );
  const idle = free.filter((slot) => !isUsed(slot, live.get(slot.ruleNumber) ?? idleBlock(family, slot.slot)));
  return [...free.filter((slot) => !differs(slot, live)), ...idle].map(({ slot }) => slot);
}
