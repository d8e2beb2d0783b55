import { denySlots, idleBlock, type DenySlot } from '../../../model/deny-slots';
import type { Environment } from '../../../model/environment';
import type { Denial, LiveSlots } from './deny-plan';

/** A slot that the file or EC2 uses, or that is not as it should be. */
export interface SlotState {
  readonly slot: DenySlot;
  /** Entry of the environment file; undefined if it leaves the slot free. */
  readonly entry: Denial | undefined;
  /** Block in EC2; undefined if it leaves the slot free, or has no such entry. */
  readonly live: string | undefined;
  readonly state: 'denied' | 'in the file alone' | 'in EC2 alone' | 'another one in EC2' | 'no entry in EC2';
}

/** Compares the environment file with EC2, slot by slot; slots that both leave free are left out. */
export function denyDrift({ edge, network }: Environment, live: LiveSlots): readonly SlotState[] {
  return denySlots(edge.denied, network.addressFamily).flatMap((slot): readonly SlotState[] => {
    const idle = idleBlock(slot.family, slot.slot);
    const there = live.get(slot.ruleNumber);
    const entry = edge.denied.find((each) => each.slot === slot.slot && each.block === slot.block);
    const used = there === idle ? undefined : there;
    if (there === undefined) return [{ slot, entry, live: undefined, state: 'no entry in EC2' }];
    if (entry === undefined) return used === undefined ? [] : [{ slot, entry, live: used, state: 'in EC2 alone' }];
    if (used === undefined) return [{ slot, entry, live: used, state: 'in the file alone' }];
    return [{ slot, entry, live: used, state: used === entry.block ? 'denied' : 'another one in EC2' }];
  });
}

/** What to do about a state; undefined if there is nothing to do. */
export function driftRemedy({ slot, entry, live, state }: SlotState, name: string): string | undefined {
  const deny = `commons edge deny ${name} ${entry?.block ?? live ?? ''} --because … --until …`;
  const allow = `commons edge allow ${name} ${live ?? entry?.block ?? ''}`;
  switch (state) {
    case 'denied':
      return undefined;
    case 'in the file alone':
      return `slot ${slot.slot} of ${slot.family}: deploy ${name}-network, or: ${deny}`;
    case 'in EC2 alone':
      return `slot ${slot.slot} of ${slot.family}: bring the file up to date, as by git pull, or keep it: ${deny}; or let it in: ${allow}`;
    case 'another one in EC2':
      return `slot ${slot.slot} of ${slot.family}: bring the file up to date, as by git pull, or let in what EC2 denies: ${allow}`;
    case 'no entry in EC2':
      return `slot ${slot.slot} of ${slot.family}: deploy ${name}-network, which makes the entries once`;
  }
}
