// Faults planted one at a time in a copy of the compiled rules: a simulation that doesn't notice them proves nothing.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { plantFault, type Fault } from './faults.ts'
import { simulate, type Core } from './simulation.ts'

const compiled = fileURLToPath(new URL('../../src/domains/inventory/rules/', import.meta.url))
const platform = new URL('../../src/platform/', import.meta.url).href
const files = [
  'decide',
  'hold-rules',
  'return-rules',
  'move-seats',
  'waitlist-rules',
  'offer-rules',
  'unread-entries',
  'servable',
  'pool-rules',
  'waitlist-end',
  'waitlist-steps',
  'claim-rules',
  'free-seats',
  'reseller-rules',
  'capacity-rules',
  'clock-rules',
  'sales-window',
  'inventory-state',
  'ledger-lines',
  'promotion',
  'promotion-rules',
  'commands',
] as const

/** The text must stand in the file exactly once; how either is laid out does not matter (faults.ts). */
export interface Mutant extends Fault {
  readonly file: (typeof files)[number]
}

export const mutants: Readonly<Record<string, Mutant>> = {
  // holds
  "the event's capacity isn't checked": {
    file: 'hold-rules',
    text: 'Math.min(seatsLeft, type.seats.available) < quantity',
    becomes: 'type.seats.available < quantity',
  },
  "a type's capacity isn't checked": {
    file: 'hold-rules',
    text: 'Math.min(seatsLeft, type.seats.available) < quantity',
    becomes: 'seatsLeft < quantity',
  },
  "each type of a reservation sees all of the event's seats": {
    file: 'hold-rules',
    text: 'seatsLeft -= quantity;',
    becomes: '',
  },
  'the public sees pooled seats': {
    file: 'hold-rules',
    text: 'Math.min(seatsLeft, type.seats.available) < quantity',
    becomes: 'Math.min(seatsLeft, type.seats.available + type.seats.pooled) < quantity',
  },
  'several types are held only in part': {
    file: 'hold-rules',
    text: `movementsOf(hold, 'available', 'held', cause)`,
    becomes: `movementsOf(hold, 'available', 'held', cause).slice(0, 1)`,
  },
  'a type named twice counts once': {
    file: 'hold-rules',
    text: '(quantities.get(ticketTypeId) ?? 0) + quantity',
    becomes: 'quantity',
  },
  'limits ignore what a buyer has': {
    file: 'hold-rules',
    text: 'taken + quantity > type.maxPerUser',
    becomes: 'quantity > type.maxPerUser',
  },
  'seats that have gone back count for limits': {
    file: 'inventory-state',
    text: 'Number(isTaking) * seatsLeftOf(item)',
    becomes: 'Number(isTaking) * item.quantity',
  },
  'a return is made again': {
    file: 'return-rules',
    text: 'if (holdOfReturn !== undefined)',
    becomes: 'if (false)',
  },
  'a return in the same batch is made again': {
    file: 'decide',
    text: 'draft.returns.set(seatsReturn.id, seatsReturn.holdId);',
    becomes: '',
  },
  'a return is not written down': {
    file: 'decide',
    text: 'returns.push(seatsReturn);',
    becomes: '',
  },
  "a return of another hold's counts": {
    file: 'return-rules',
    text: 'holdOfReturn === holdId ?',
    becomes: 'true ?',
  },
  'anybody may return seats': {
    file: 'return-rules',
    text: 'hold.bookingId !== bookingId',
    becomes: 'false',
  },
  'seats are returned that are not sold': {
    file: 'return-rules',
    text: `hold.state !== 'sold' ||`,
    becomes: '',
  },
  'more is returned than is left': {
    file: 'return-rules',
    text: 'item.quantity <= leftOf(hold.items, item)',
    becomes: 'leftOf(hold.items, item) > 0',
  },
  'a return forgets those before it': {
    file: 'return-rules',
    text: '(item.returned ?? 0) + more.quantity',
    becomes: 'more.quantity',
  },
  'a hold of which nothing is left stays sold': {
    file: 'return-rules',
    text: `? 'sold' : 'returned'`,
    becomes: `? 'sold' : 'sold'`,
  },
  'a hold is returned with its first seat': {
    file: 'return-rules',
    text: `? 'sold' : 'returned'`,
    becomes: `? 'returned' : 'returned'`,
  },
  'returned seats pass the waitlist by': {
    file: 'return-rules',
    text: 'to: freedTo(state)',
    becomes: `to: 'available'`,
  },
  'only the first type of a return goes back': {
    file: 'return-rules',
    text: 'movements: items.map(',
    becomes: 'movements: items.slice(0, 1).map(',
  },
  'a cancellation gives back what has gone back before': {
    file: 'hold-rules',
    text: 'quantity: seatsLeftOf(item)',
    becomes: 'quantity: item.quantity',
  },
  'limits ignore what this batch has given': {
    file: 'inventory-state',
    text: '(taken.get(item.ticketTypeId) ?? 0) + change',
    becomes: '(taken.get(item.ticketTypeId) ?? 0)',
  },
  'limits ignore a place taken in this batch': {
    file: 'inventory-state',
    text: 'for (const type of typesFor(draft, entry.ticketTypeId))',
    becomes: 'for (const type of [])',
  },
  'who takes any type is offered more of one than its limit': {
    file: 'free-seats',
    text: 'Math.min(byType.get(type.id), limits.get(type.id))',
    becomes: 'byType.get(type.id)',
  },
  'seats beyond a limit are enough for any type': {
    file: 'free-seats',
    text: 'ticketTypeId === null ? Math.min(seats, limits.get(id)) : seats',
    becomes: 'seats',
  },
  'a place for any type counts more of one than its limit': {
    file: 'inventory-state',
    text: 'Math.min(entry.quantity, mostOfType(type, entry))',
    becomes: 'entry.quantity',
  },
  'who takes any type asks for more than all limits together': {
    file: 'waitlist-rules',
    text: 'if (quantity > ofAllLimits)',
    becomes: 'if (false)',
  },
  'who takes any type could ever have more of one than its limit': {
    file: 'servable',
    text: 'Math.min(capacityOf(type.seats), mostOfType(type, choice))',
    becomes: 'capacityOf(type.seats)',
  },
  'bounds ignore what a buyer holds': {
    file: 'hold-rules',
    text: '{ holds, seats, until } = state.openHolds.get(buyerKeyOf(buyer)) ?? nothingHeld',
    becomes: '{ holds, seats, until } = nothingHeld',
  },
  'one reservation more than a buyer may hold': {
    file: 'hold-rules',
    text: 'holds < holdsPerBuyerMax',
    becomes: 'holds <= holdsPerBuyerMax',
  },
  'one seat more than a buyer may hold': {
    file: 'hold-rules',
    text: 'seats + wanted <= holdSeatsPerBuyerMax',
    becomes: 'seats + wanted <= holdSeatsPerBuyerMax + 1',
  },
  'bounds ignore what this batch has given': {
    file: 'inventory-state',
    text: 'if (change === 0) return; const { holds, seats, until }',
    becomes: 'if (true) return; const { holds, seats, until }',
  },
  'an account names buyers without a grant': {
    file: 'reseller-rules',
    text: '!resellers.has(buyer.userId)',
    becomes: 'false',
  },
  'a grant has no bound': {
    file: 'reseller-rules',
    text: 'if (outstandingSeats + quantity <= seatsMax) return undefined;',
    becomes: 'return undefined;',
  },
  'a grant bounds by one seat more': {
    file: 'reseller-rules',
    text: 'outstandingSeats + quantity <= seatsMax',
    becomes: 'outstandingSeats + quantity <= seatsMax + 1',
  },
  'a grant bounds nobody who joins the waitlist': {
    file: 'waitlist-rules',
    text: 'const reached = outstandingReached(state, command, quantity);',
    becomes: 'const reached = undefined;',
  },
  'a grant ignores what this batch has given': {
    file: 'inventory-state',
    text: 'countOutstanding(draft, hold.buyer, opened * hold.quantity);',
    becomes: '',
  },
  'a grant ignores a place taken in this batch': {
    file: 'inventory-state',
    text: 'countOutstanding(draft, entry.buyer, waitingSeats(entry) - waitingSeats(before));',
    becomes: '',
  },
  'a grant counts what its account holds for itself': {
    file: 'inventory-state',
    text: 'const reseller = named && draft.resellers.get(userId);',
    becomes: 'const reseller = draft.resellers.get(userId);',
  },
  'a hold that is being confirmed is not held': {
    file: 'inventory-state',
    text: `state === 'confirming' || state === 'held' && expiresAt > now`,
    becomes: `state === 'held' && expiresAt > now`,
  },
  'a hold past its end is still held': {
    file: 'inventory-state',
    text: `state === 'held' && expiresAt > now`,
    becomes: `state === 'held'`,
  },
  'a service is bounded like a buyer': {
    file: 'hold-rules',
    text: `command.kind === 'reserve' && command.cause === 'reserve'`,
    becomes: `command.kind === 'reserve'`,
  },
  'a key is ignored': {
    file: 'hold-rules',
    text: 'const earlier = idempotency && state',
    becomes: 'const earlier = undefined && state',
  },
  'a key is forgotten within a batch': {
    file: 'inventory-state',
    text: 'if (hold.idempotency && !before)',
    becomes: 'if (false)',
  },
  'a key answers whatever is asked with it': {
    file: 'hold-rules',
    text: 'earlier.hold && earlier.fingerprint === idempotency.fingerprint',
    becomes: 'earlier.hold',
  },
  'the expected version is ignored': {
    file: 'hold-rules',
    text: 'command.expectedVersion !== undefined &&',
    becomes: 'false &&',
  },
  "sales go on at the event's very end": {
    file: 'hold-rules',
    text: `state.sales === 'closed' || state.endsAt <= state.now`,
    becomes: `state.sales === 'closed' || state.endsAt < state.now`,
  },
  'the end of a sales window is inside it': {
    file: 'sales-window',
    text: `salesEndAt <= now`,
    becomes: `salesEndAt < now`,
  },
  'the beginning of a sales window is outside it': {
    file: 'sales-window',
    text: `salesStartAt > now`,
    becomes: `salesStartAt >= now`,
  },
  "a hold doesn't expire at its very end": {
    file: 'hold-rules',
    text: `hold.state !== 'held' || hold.expiresAt > state.now`,
    becomes: `hold.state !== 'held' || hold.expiresAt >= state.now`,
  },
  'a hold expires before its end': {
    file: 'hold-rules',
    text: `hold.state !== 'held' || hold.expiresAt > state.now`,
    becomes: `hold.state !== 'held'`,
  },
  'a hold can be confirmed at its very end': {
    file: 'hold-rules',
    text: `hold.state === 'held' && hold.expiresAt <= state.now`,
    becomes: `hold.state === 'held' && hold.expiresAt < state.now`,
  },
  'a hold can be confirmed by two': {
    file: 'hold-rules',
    text:
      `if (hold.state === 'confirming') return refuse({ code: 'confirmation_in_progress' }); ` +
      `if (hold.state === 'expired' ||`,
    becomes:
      `if (hold.state === 'confirming') return transition({ ...hold, bookingId }, 'confirming', []); ` +
      `if (hold.state === 'expired' ||`,
  },
  'an offer can be confirmed without being accepted': {
    file: 'hold-rules',
    text: `!hold || hold.kind === 'offer'`,
    becomes: '!hold',
  },
  'a held hold can be sold': {
    file: 'hold-rules',
    text:
      `if (hold.bookingId !== bookingId) return refuse({ code: 'reservation_not_held' }); ` +
      `if (hold.state === 'sold' || hold.state === 'returned') return replay(hold); if (hold.state !== 'confirming')`,
    becomes:
      `if (hold.state === 'sold' || hold.state === 'returned') return replay(hold); ` +
      `if (hold.state !== 'confirming' && hold.state !== 'held')`,
  },
  'a declined confirmation keeps its hold past the end': {
    file: 'hold-rules',
    text: `hold.expiresAt > state.now ? transition(freed, 'held', [])`,
    becomes: `true ? transition(freed, 'held', [])`,
  },
  'a hold is released twice': {
    file: 'hold-rules',
    text: `if (hold.state === 'released') return replay(hold);`,
    becomes: `if (hold.state === 'released') return giveBack(state, hold, 'released', cause);`,
  },
  'a cancelled hold is returned twice': {
    file: 'hold-rules',
    text: `if (hold.state === 'returned') return replay(hold); if (hold.state !== 'sold')`,
    becomes: `if (hold.state !== 'sold' && hold.state !== 'returned')`,
  },
  'cancelled seats stay sold': {
    file: 'hold-rules',
    text: `movementsOf(left, 'sold', freedTo(state), 'cancel')`,
    becomes: '[]',
  },
  'an offer that ends keeps its seats': {
    file: 'hold-rules',
    text: `movementsOf(hold, 'held', freedTo(state), cause)`,
    becomes: `hold.kind === 'offer' ? [] : movementsOf(hold, 'held', freedTo(state), cause)`,
  },
  'an offer that ends keeps its waitlist entry': {
    file: 'hold-rules',
    text: 'return entry ? {',
    becomes: 'return false ? {',
  },
  'freed seats go to the public though somebody waits': {
    file: 'hold-rules',
    text: `waitlist.open ? 'pooled' : 'available'`,
    becomes: `'available'`,
  },
  'a hold is reacquired from what is pooled': {
    file: 'hold-rules',
    text: `movementsOf(hold, 'available', 'held', 'reacquire')`,
    becomes: `movementsOf(hold, 'pooled', 'held', 'reacquire')`,
  },
  'a hold is reacquired whatever is left': {
    file: 'hold-rules',
    text: 'const refusal = firstRefusal(state, expired.buyer, expired.items, () => true) ??',
    becomes: 'const refusal =',
  },
  'a hold is reacquired before it has expired': {
    file: 'hold-rules',
    text: `if (expired.state !== 'expired')`,
    becomes: 'if (false)',
  },
  'a hold is reacquired twice': {
    file: 'hold-rules',
    text: 'if (same) return replay(same); const expired =',
    becomes: 'const expired =',
  },
  'a hold is reacquired for nobody in particular': {
    file: 'hold-rules',
    text: `state: 'confirming', bookingId, waitlistEntryId`,
    becomes: `state: 'confirming', bookingId: null, waitlistEntryId`,
  },
  'a hold is reacquired of an event that is over': {
    file: 'hold-rules',
    text: `if (!isEventOnSale(state)) return refuse({ code: 'sales_closed' });`,
    becomes: ``,
  },
  // the waitlist
  'two who join get the same place': {
    file: 'waitlist-rules',
    text: 'seq: state.waitlist.seq + 1',
    becomes: 'seq: Math.max(1, state.waitlist.seq)',
  },
  'a buyer with an offer joins again': {
    file: 'waitlist-rules',
    text: `(entry.state === 'waiting' || entry.state === 'offered') && buyerKeyOf`,
    becomes: `entry.state === 'waiting' && buyerKeyOf`,
  },
  'one joins for what is available': {
    file: 'waitlist-rules',
    text: 'available >= quantity ?',
    becomes: 'available > quantity ?',
  },
  'one joins for more than there will ever be': {
    file: 'waitlist-rules',
    text: 'if (!canEverFit(state, { ticketTypeId, quantity }))',
    becomes: 'if (false)',
  },
  'the head is passed over': {
    file: 'offer-rules',
    text: 'of draft.waitlist.entries) {',
    becomes: 'of draft.waitlist.entries.length > 1 ? draft.waitlist.entries.slice(1) : draft.waitlist.entries) {',
  },
  'the last is served first': {
    file: 'offer-rules',
    text: 'of draft.waitlist.entries) {',
    becomes: 'of draft.waitlist.entries.toReversed()) {',
  },
  'who waits has no claim': { file: 'offer-rules', text: 'claimSeats(free, entry);', becomes: ';' },
  'who takes any type has no claim to the types': {
    file: 'free-seats',
    text: 'ticketTypeId === null ? free.seats : seats',
    becomes: 'seats',
  },
  'who takes any type is offered claimed seats': {
    file: 'free-seats',
    text: ', Math.min(byType.get(type.id), limits.get(type.id)) - soFar)',
    becomes: ', limits.get(type.id) - soFar)',
  },
  'passing over has no bound': {
    file: 'offer-rules',
    text: `draft.waitlist.order === 'skip' && entry.skipped < draft.waitlist.skipMax`,
    becomes: `draft.waitlist.order === 'skip'`,
  },
  "passing over isn't counted": {
    file: 'offer-rules',
    text: 'skipped: each.skipped + 1',
    becomes: 'skipped: each.skipped',
  },
  'a strict waitlist passes over': { file: 'offer-rules', text: `draft.waitlist.order === 'skip' &&`, becomes: '' },
  'everybody is offered fewer': { file: 'offer-rules', text: 'acceptFewer && seats > 0', becomes: 'seats > 0' },
  'fewer is more than there is': {
    file: 'offer-rules',
    text: 'Math.min(seats, entry.quantity)',
    becomes: 'entry.quantity',
  },
  'an offer can be accepted at its very end': {
    file: 'waitlist-rules',
    text: 'hold.expiresAt > state.now ? hold',
    becomes: 'hold.expiresAt >= state.now ? hold',
  },
  'seats outside their sales window are offered': {
    file: 'free-seats',
    text: 'isOnSale(state, type) ? type.seats.pooled + type.seats.available : 0',
    becomes: 'type.seats.pooled + type.seats.available',
  },
  'who can never be served stops the waitlist': {
    file: 'offer-rules',
    text: 'if (!canEverFit(draft, entry)) continue;',
    becomes: '',
  },
  'the waitlist is served only when it is told to': {
    file: 'decide',
    text: 'if (isServed) serveWaitlist();',
    becomes: `if (command.kind === 'advance') serveWaitlist();`,
  },
  'only one is served at a time': {
    file: 'decide',
    text: 'offer; offer = nextOffer(draft, terms.offerSeconds))',
    becomes: 'offer; offer = undefined)',
  },
  // sales windows
  'one joins for what is not on sale': {
    file: 'waitlist-rules',
    text: 'if (onSale.length === 0)',
    becomes: 'if (wanted.length === 0)',
  },
  'nobody is told when sales begin': {
    file: 'sales-window',
    text: 'starts.length > 0 ?',
    becomes: 'false ?',
  },
  'an offer outlives its sales': {
    file: 'offer-rules',
    text: '[endsAt, ...salesEnds]',
    becomes: '[endsAt]',
  },
  'an offer outlives its event': {
    file: 'offer-rules',
    text:
      'ticketTypes.get(ticketTypeId).salesEndAt ?? endsAt); ' +
      'return new Date(Math.min(now.getTime() + offerSeconds * 1_000, ...[endsAt, ...salesEnds]',
    becomes:
      'ticketTypes.get(ticketTypeId).salesEndAt ?? now); ' +
      'return new Date(Math.min(now.getTime() + offerSeconds * 1_000, ...salesEnds.filter(end => end > now)',
  },
  'an offer of an event that was called off is accepted': {
    file: 'waitlist-rules',
    text: '!isEventOnSale(state) || !open.items.every(item => isItemOnSale(state, item))',
    becomes: 'false',
  },
  'waiting goes on when sales have ended': {
    file: 'decide',
    text: 'apply({ movements: [], entries: entriesToEnd(draft) });',
    becomes: '',
  },
  'waiting for any type ends with the sales of the first': {
    file: 'servable',
    text: 'group === anyType ? null : group).some(type => !isSalesOver(state, type))',
    becomes: 'group === anyType ? null : group).every(type => !isSalesOver(state, type))',
  },
  'waiting ends with the event and says that sales have ended': {
    file: 'waitlist-end',
    text: `state.endsAt <= state.now ? 'event_ended' : 'sales_ended'`,
    becomes: `'sales_ended'`,
  },
  'only those who are read of a waitlist expire when sales end': {
    file: 'unread-entries',
    text: '!entries.some(entry => groupOf(entry) === group && entry.seq <= seenTo && canEverFit(draft, entry))',
    becomes:
      'isGroupServable(draft, group) && ' +
      '!entries.some(entry => groupOf(entry) === group && entry.seq <= seenTo && canEverFit(draft, entry))',
  },
  "an entry doesn't say that its offer has expired": {
    file: 'hold-rules',
    text: `expired(entry, 'offer_expired')`,
    becomes: `{ ...entry, state: 'expired' }`,
  },
  // the pool
  'the pool is never closed': {
    file: 'decide',
    text: 'apply({ movements: poolToClose(draft), entries: [] });',
    becomes: '',
  },
  'the pool is closed though somebody waits': {
    file: 'pool-rules',
    text: 'wanted.has(id) || wanted.has(anyType) && !hidden',
    becomes: 'false',
  },
  'the pool keeps seats that no type of the waitlist could use': {
    file: 'pool-rules',
    text: 'draft.seats.pooled - useful',
    becomes: 'useful > 0 ? 0 : draft.seats.pooled',
  },
  'the pool is closed on a look at part of the waitlist': {
    file: 'pool-rules',
    text: '...[...draft.waitlist.unseen.keys()].filter(group => isGroupServable(draft, group))',
    becomes: '',
  },
  'those behind what a look shows are served before those it does not show': {
    file: 'offer-rules',
    text: 'if (mayHaveUnreadPredecessor(draft, entry, free)) return undefined;',
    becomes: '',
  },
  'nobody looks again at a waitlist that is longer than a look': {
    file: 'unread-entries',
    text: `return open && [...unseen].some(isDue)`,
    becomes: `return false`,
  },
  'the waitlist is closed on a look at part of it': {
    file: 'pool-rules',
    text: 'waitlist.unseen.size === 0 && waitlist.entries.length === 0',
    becomes: 'waitlist.entries.length === 0',
  },
  // claims
  'a claim never ends': {
    file: 'claim-rules',
    text: 'now.getTime() - pooledSince.getTime() >= waitlist.claimSecondsMax * 1_000',
    becomes: 'false',
  },
  'a claim ends too early': {
    file: 'claim-rules',
    text: '>= waitlist.claimSecondsMax * 1_000',
    becomes: '>= waitlist.claimSecondsMax * 500',
  },
  'a claim ends a moment too late': {
    file: 'claim-rules',
    text: '>= waitlist.claimSecondsMax * 1_000',
    becomes: '> waitlist.claimSecondsMax * 1_000',
  },
  'a clock runs on when its pool is empty': {
    file: 'claim-rules',
    text: 'isKept ? type.pooledSince ?? draft.now : null',
    becomes: 'type.pooledSince ?? (isKept ? draft.now : null)',
  },
  'a clock begins again with every command': {
    file: 'claim-rules',
    text: 'type.pooledSince ?? draft.now',
    becomes: 'draft.now',
  },
  'a clock runs only for what its type has pooled itself': {
    file: 'claim-rules',
    text:
      'Math.min(seats.available + seats.pooled, type.seats.available + type.seats.pooled) - availableOf({ ' +
      'seats }, type)',
    becomes: 'type.seats.pooled',
  },
  "a claim ends by another type's clock": {
    file: 'free-seats',
    text: 'if (haveClaimsEnded(state, type))',
    becomes: 'if ([...state.ticketTypes.values()].some(each => haveClaimsEnded(state, each)))',
  },
  'who fits is passed over after a claim has ended': {
    file: 'free-seats',
    text: 'unclaimedFor(free, choice) + claimableFor(free, choice)',
    becomes: 'claimableFor(free, choice)',
  },
  'a claim that has ended still takes seats from those behind': {
    file: 'free-seats',
    text: 'id => !free.unclaimed.has(id)',
    becomes: 'id => true',
  },
  "who takes any type is offered the event's claimed seats": {
    file: 'free-seats',
    text: 'unclaimed.has(type.id) ? wanted : Math.min(wanted, beyondClaims)',
    becomes: 'wanted',
  },
  "the end of a claim isn't written down": {
    file: 'decide',
    text: 'steps.push(claimEnded(entry, offer.hold));',
    becomes: ';',
  },
  "the end of a claim isn't counted": {
    file: 'offer-rules',
    text: '[...skipped, ...outlasted].map',
    becomes: 'skipped.map',
  },
  "the waitlist isn't served when claims end": {
    file: 'claim-rules',
    text: 'haveClaimsEnded(draft, type) && (type.claimsEnded || isServed)',
    becomes: 'isKept',
  },
  'whom the seats fit is not looked for in a long waitlist': {
    file: 'decide',
    text: 'commands.some(mayServeWaitlist) && entriesToFind(draft).size > 0',
    becomes: 'false',
  },
  'who joins a long waitlist is not looked for': {
    file: 'unread-entries',
    text: "order === 'skip' || unclaimedFor(free, choiceOfGroup(anyType)) > 0 ||",
    becomes: "order === 'skip' ||",
  },
  'those whom a look has not found are passed over': {
    file: 'unread-entries',
    text: 'there > 0 && seq > next && (there > seats || seq > seenTo)',
    becomes: 'there > 0 && seats === 0',
  },
  'the first behind what a look shows waits for those before it': {
    file: 'unread-entries',
    text: 'seq > next &&',
    becomes: '',
  },
  'what was found stands though a capacity has changed': {
    file: 'decide',
    text: 'draft.waitlist = { ...draft.waitlist, fitting: new Map() };',
    becomes: '',
  },
  // steps and changes
  "a step isn't written": {
    file: 'decide',
    text: 'if (step) steps.push(step);',
    becomes: "if (step && step.state !== 'converted') steps.push(step);",
  },
  "a lowered quantity isn't written as a step": {
    file: 'waitlist-steps',
    text: "before.quantity !== quantity || before.acceptFewer !== acceptFewer ? stepTo('changed') : undefined",
    becomes: 'undefined',
  },
  'an entry asks for more than one buyer may hold': {
    file: 'waitlist-rules',
    text: 'if (quantity > state.bounds.holdSeatsPerBuyerMax)',
    becomes: 'if (false)',
  },
  'a wish grows at its place': { file: 'waitlist-rules', text: 'wanted.quantity > entry.quantity ||', becomes: '' },
  'accepting fewer is taken back': {
    file: 'waitlist-rules',
    text: '|| entry.acceptFewer && !wanted.acceptFewer',
    becomes: '',
  },
  'a changed wish loses its place': {
    file: 'waitlist-rules',
    text: '{ ...entry, ...wanted }',
    becomes: '{ ...entry, ...wanted, seq: entry.seq + 1_000 }',
  },
  'a change of an offered entry goes through': {
    file: 'waitlist-rules',
    text: "if (entry.state !== 'waiting') return refuse({ code: 'entry_not_waiting' });",
    becomes: '',
  },
  'limits forget what a lowered quantity has freed': {
    file: 'inventory-state',
    text: 'seatsWaitedFor(entry, type) - seatsWaitedFor(before, type)',
    becomes: "(Number(entry.state === 'waiting') - Number(before?.state === 'waiting')) * entry.quantity",
  },
  "the waitlist isn't served when a quantity is lowered": {
    file: 'decide',
    text: "kind !== 'commit';",
    becomes: "kind !== 'commit' && kind !== 'change_entry';",
  },
  // capacity
  'a capacity is lowered below what is held': {
    file: 'capacity-rules',
    text: 'seats.held + seats.sold',
    becomes: 'seats.sold',
  },
  'a raised capacity goes to the public though somebody waits': {
    file: 'capacity-rules',
    text: `ledgerLine(difference, 'outside', freedTo(state))`,
    becomes: `ledgerLine(difference, 'outside', 'available')`,
  },
  "types don't follow the event's capacity": {
    file: 'capacity-rules',
    text: '!capacityIsOwn',
    becomes: 'capacityIsOwn',
  },
  'a type forgets that its capacity is its own': {
    file: 'decide',
    text: 'type.capacityIsOwn = capacity !== null',
    becomes: 'type.capacityIsOwn = false',
  },
  // promotions
  'a promotion is used once more than it can be': {
    file: 'promotion-rules',
    text: 'uses >= usesMax',
    becomes: 'uses > usesMax',
  },
  'a buyer uses a promotion once more than they may': {
    file: 'promotion-rules',
    text: '>= perBuyerMax',
    becomes: '> perBuyerMax',
  },
  'codes are compared letter by letter': {
    file: 'promotion-rules',
    text: "foldedText(code).replaceAll(/\\s+/gu, '')",
    becomes: 'code',
  },
  'a promotion counts before it begins': {
    file: 'promotion-rules',
    text: 'startsAt === null || startsAt <= now',
    becomes: 'true',
  },
  'a promotion counts at its very end': {
    file: 'promotion-rules',
    text: 'endsAt === null || now < endsAt',
    becomes: 'endsAt === null || now <= endsAt',
  },
  'a promotion counts from a moment after its beginning': {
    file: 'promotion-rules',
    text: 'startsAt <= now',
    becomes: 'startsAt < now',
  },
  'an unknown code is no code': {
    file: 'hold-rules',
    text: "if (promotionCode !== undefined && !promotion) return refuse({ code: 'promotion_not_found' });",
    becomes: '',
  },
  'an unknown code accepts an offer': {
    file: 'waitlist-rules',
    text: "if (promotionCode !== undefined && !promotion) return refuse({ code: 'promotion_not_found' });",
    becomes: '',
  },
  'a hold that has expired keeps its use': {
    file: 'promotion-rules',
    text: "hold.state !== 'expired' &&",
    becomes: '',
  },
  'a hold that was released keeps its use': {
    file: 'promotion-rules',
    text: "&& hold.state !== 'released'",
    becomes: '',
  },
  'a cancelled sale gives its use back': {
    file: 'promotion-rules',
    text: "hold && hold.state !== 'expired'",
    becomes: "hold && hold.state !== 'returned' && hold.state !== 'expired'",
  },
  'promotions ignore what this batch has taken': {
    file: 'promotion-rules',
    text: 'if (promotion) promotion.uses += change;',
    becomes: '',
  },
  'promotions ignore what this batch has given a buyer': {
    file: 'promotion-rules',
    text: 'draft.promotionUses.set(key, (draft.promotionUses.get(key) ?? 0) + change);',
    becomes: '',
  },
  "a use isn't written down": {
    file: 'decide',
    text: 'if (change.hold.promotionId !== null) uses.push(...countUses(draft, change.hold));',
    becomes: 'if (change.hold.promotionId !== null) countUses(draft, change.hold);',
  },
  'the last use but one is told of as the last': {
    file: 'promotion-rules',
    text: 'promotion.uses === promotion.usesMax',
    becomes: 'promotion.uses + 1 === promotion.usesMax',
  },
  'nobody is told that a promotion is used up': {
    file: 'promotion-rules',
    text: 'change === 1 ? lastOf(promotion) : null',
    becomes: 'null',
  },
  'half a cent is rounded down': {
    file: 'promotion-rules',
    text: 'priceMinor * percent + 50',
    becomes: 'priceMinor * percent + 49',
  },
  'a ticket costs less than nothing': {
    file: 'promotion-rules',
    text: 'Math.min(amountMinor ?? 0, priceMinor)',
    becomes: 'amountMinor ?? 0',
  },
  'other tickets cost less too': {
    file: 'promotion-rules',
    text: 'isFor(promotion, type) ? unitDiscountOf(promotion, item.unitPriceMinor) : 0',
    becomes: 'unitDiscountOf(promotion, item.unitPriceMinor)',
  },
  'the total forgets what is taken off': {
    file: 'promotion-rules',
    text: 'quantity * (unitPriceMinor - unitDiscountMinor)',
    becomes: 'quantity * unitPriceMinor',
  },
  'a promotion for other tickets is used': {
    file: 'promotion-rules',
    text: 'if (!items.some(({ ticketTypeId }) => isFor(promotion, state.ticketTypes.get(ticketTypeId))))',
    becomes: 'if (false)',
  },
  'hidden types are there for everybody': {
    file: 'promotion-rules',
    text: "!type.hidden || promotion?.kind === 'access' && isFor(promotion, type)",
    becomes: 'true',
  },
  'a discount gives access': {
    file: 'promotion-rules',
    text: "promotion?.kind === 'access' && isFor(promotion, type)",
    becomes: 'promotion !== undefined && isFor(promotion, type)',
  },
  'an access code opens all that is hidden': {
    file: 'promotion-rules',
    text: "promotion?.kind === 'access' && isFor(promotion, type)",
    becomes: "promotion?.kind === 'access'",
  },
  'a bare quantity may mean what is hidden': {
    file: 'hold-rules',
    text: '[...state.ticketTypes.values()].filter(type => isOpenTo(promotion, type))',
    becomes: '[...state.ticketTypes.values()]',
  },
  'a hold is reacquired without a use': {
    file: 'hold-rules',
    text: '?? refusalOfUseAgain(state, expired)',
    becomes: '',
  },
  'an offer is accepted with a promotion that is used up': {
    file: 'waitlist-rules',
    text: 'promotion && refusalOfUse(state, promotion, open)',
    becomes: 'undefined',
  },
  'an offer is accepted at its old price': {
    file: 'waitlist-rules',
    text: 'promotion ? discounted(state, open.items, promotion) : open.items',
    becomes: 'open.items',
  },
  'who takes any type is offered what is hidden': {
    file: 'inventory-state',
    text: 'hidden ? 0 : maxPerUser ?? Infinity',
    becomes: 'maxPerUser ?? Infinity',
  },
  'one joins for what is hidden': {
    file: 'waitlist-rules',
    text: '!type || type.hidden',
    becomes: '!type',
  },
  'one waits for any type while only hidden ones are sold': {
    file: 'inventory-state',
    text: 'ticketTypeId === null ? !hidden : id === ticketTypeId',
    becomes: 'ticketTypeId === null || id === ticketTypeId',
  },
  'hidden seats are kept for who takes any type': {
    file: 'pool-rules',
    text: 'wanted.has(anyType) && !hidden',
    becomes: 'wanted.has(anyType)',
  },
  'promotions begin no sooner when the clock is advanced': {
    file: 'clock-rules',
    text: 'promotion.startsAt = promotion.startsAt && sooner(promotion.startsAt, seconds);',
    becomes: '',
  },
  'promotions end no sooner when the clock is advanced': {
    file: 'clock-rules',
    text: 'promotion.endsAt = promotion.endsAt && sooner(promotion.endsAt, seconds);',
    becomes: '',
  },
  // test events
  'a test event is there for everybody': {
    file: 'inventory-state',
    text: 'testOf === null || testOf === userId',
    becomes: 'true',
  },
  'the waitlist of a test event is there for everybody': {
    file: 'waitlist-rules',
    text: `state.sales === 'draft' || !isThereFor(state, buyer)`,
    becomes: `state.sales === 'draft'`,
  },
  'the clock of a live event is advanced': {
    file: 'clock-rules',
    text: `if (state.testOf === null) return refuse({ code: 'event_not_test' });`,
    becomes: '',
  },
  'who pays keeps their time when the clock is advanced': {
    file: 'clock-rules',
    text: `|| of === 'confirming'`,
    becomes: '',
  },
  'holds keep their time when the clock is advanced': {
    file: 'clock-rules',
    text: 'expiresAt: sooner(hold.expiresAt, seconds)',
    becomes: 'expiresAt: hold.expiresAt',
  },
  'holds that the clock has ended keep their seats': {
    file: 'clock-rules',
    text: 'movements: ends.flatMap(({ movements }) => movements)',
    becomes: 'movements: []',
  },
  'what the clock has ended is ended one at a time': {
    file: 'clock-rules',
    text: 'others: ends.map(({ result }) => result)',
    becomes: 'others: ends.map(({ result }) => result).slice(0, 1)',
  },
  'the end of the event stays when the clock is advanced': {
    file: 'clock-rules',
    text: 'draft.endsAt = sooner(draft.endsAt, seconds);',
    becomes: '',
  },
  'sales begin no sooner when the clock is advanced': {
    file: 'clock-rules',
    text: 'type.salesStartAt = type.salesStartAt && sooner(type.salesStartAt, seconds);',
    becomes: '',
  },
  'sales end no sooner when the clock is advanced': {
    file: 'clock-rules',
    text: 'type.salesEndAt = type.salesEndAt && sooner(type.salesEndAt, seconds);',
    becomes: '',
  },
  'claims go on as long when the clock is advanced': {
    file: 'clock-rules',
    text: 'type.pooledSince = type.pooledSince && sooner(type.pooledSince, seconds);',
    becomes: '',
  },
  'the clock goes twice as fast': {
    file: 'clock-rules',
    text: 'time.getTime() - seconds * 1_000',
    becomes: 'time.getTime() - seconds * 2_000',
  },
  "the waitlist isn't served when the clock is advanced": {
    file: 'decide',
    text: "kind !== 'commit';",
    becomes: "kind !== 'commit' && kind !== 'advance_clock';",
  },
}

export interface MutantResult {
  readonly name: string
  readonly caught?: { readonly step: number; readonly check: string }
}

/**
 * The rules as they are, copied like the others: if the simulation finds fault with these, it proves nothing about
 * those.
 */
const noFault = 'no fault (the control)'

/**
 * Runs the simulation on each fault in turn. Throws when the control isn't clean, and when a fault can't be planted:
 * its text no longer stands in the rules.
 */
export async function runMutants(
  seed: number,
  stepsMax: number,
  names: readonly string[] = Object.keys(mutants),
): Promise<readonly MutantResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'evently-mutants-'))
  try {
    const cores: { name: string; core: Core }[] = []
    for (const [n, name] of [noFault, ...names].entries())
      cores.push({ name, core: await plant(join(folder, String(n)), name) })
    const [control, ...results] = cores.map(({ name, core }): MutantResult => {
      const { failure } = simulate(seed, stepsMax, core)
      return { name, ...(failure && { caught: { step: failure.step, check: failure.check } }) }
    })
    if (control!.caught)
      throw new Error(
        `the rules break ${control!.caught.check} without any fault planted: run the simulation with seed ${seed}`,
      )
    return results
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function plant(folder: string, name: string): Promise<Core> {
  const mutant = mutants[name]
  if (!mutant && name !== noFault) throw new Error(`there is no fault “${name}”`)
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n')
  for (const file of files) {
    const source = await readFile(join(compiled, `${file}.js`), 'utf8')
    const whole = mutant?.file === file ? planted(source, name, mutant) : source
    await writeFile(join(folder, `${file}.js`), whole.replaceAll('"../../../platform/', `"${platform}`))
  }
  const [{ decideAll }, { offerIdOf }] = await Promise.all(
    ['decide', 'offer-rules'].map(file => import(pathToFileURL(join(folder, `${file}.js`)).href)) as [
      Promise<Pick<Core, 'decideAll'>>,
      Promise<Pick<Core, 'offerIdOf'>>,
    ],
  )
  return { decideAll, offerIdOf }
}

function planted(source: string, name: string, mutant: Mutant): string {
  try {
    return plantFault(source, mutant)
  } catch (error) {
    throw new Error(`the fault “${name}” can't be planted in ${mutant.file}`, { cause: error })
  }
}

/** Plants every fault in turn and runs none: throws for the first whose text no longer stands where it should. */
export async function plantAll(): Promise<void> {
  const sources = new Map<string, string>()
  for (const file of files) sources.set(file, await readFile(join(compiled, `${file}.js`), 'utf8'))
  for (const [name, mutant] of Object.entries(mutants)) planted(sources.get(mutant.file)!, name, mutant)
}
