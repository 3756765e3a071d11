// Who may do what: the callers, and what each of them is answered, from the contract's facts and from whose a thing is.
// `matrix.txt` is what comes of it for every operation; it is read by people, and asked over HTTP.
import { readDocument } from '../../../src/contract/document.ts'
import { operationFacts } from '../../../src/contract/generated/operation-facts.ts'
import type { OperationId } from '../../../src/contract/types.ts'

export const accounts = ['attendee', 'attendee2', 'organizer', 'organizer2', 'admin'] as const
/** The attendee's are the reservations, bookings and entries; the organizer's is the event. */
export type AccountName = (typeof accounts)[number]
type Role = 'attendee' | 'organizer' | 'admin'
const roleOf: Readonly<Record<AccountName, Role>> = {
  attendee: 'attendee',
  attendee2: 'attendee',
  organizer: 'organizer',
  organizer2: 'organizer',
  admin: 'admin',
}
const rank: Readonly<Record<Role, number>> = { attendee: 0, organizer: 1, admin: 2 }

export const scopes: readonly string[] = (
  readDocument('evently').components.schemas['ApiKeyScope'] as unknown as { enum: readonly string[] }
).enum

export interface CallerKind {
  readonly kind: 'anonymous' | 'session' | 'key' | 'service'
  readonly account?: AccountName
  readonly scopes?: readonly string[]
}

/** The columns of the matrix, by what stands above them. */
export const callers: Readonly<Record<string, CallerKind>> = {
  nobody: { kind: 'anonymous' },
  ...Object.fromEntries(accounts.map(account => [account, { kind: 'session' as const, account }])),
  ...Object.fromEntries(
    (['attendee', 'organizer'] as const).flatMap(account =>
      scopes.map(scope => [`${account}'s key [${scope}]`, { kind: 'key' as const, account, scopes: [scope] }]),
    ),
  ),
  ...Object.fromEntries(
    (['attendee2', 'organizer2', 'admin'] as const).map(account => [
      `${account}'s key [all scopes]`,
      { kind: 'key' as const, account, scopes },
    ]),
  ),
  service: { kind: 'service' },
}

interface Ownership {
  /**
   * `owner`: the attendee alone. `organizer`: the organizer alone. `runs`: who organizes the event, and admins.
   * `either`: the owner, and who runs it.
   */
  readonly to: 'everybody' | 'owner' | 'organizer' | 'runs' | 'either'
  /** What everybody else is told. */
  readonly refusal?: string
  /** What they are told whose request it is: it would end the account that the rest of the matrix is asked by. */
  readonly answer?: string
}
const everybody: Ownership = { to: 'everybody' }
const owner = (refusal: string): Ownership => ({ to: 'owner', refusal })
const organizer = (refusal: string): Ownership => ({ to: 'organizer', refusal })
const runs = (refusal: string): Ownership => ({ to: 'runs', refusal })
const either = (refusal: string): Ownership => ({ to: 'either', refusal })

/**
 * Whose things an operation is about. Every operation that asks who calls is here, and so is what depends on the
 * request: `operation, what is special about it`.
 */
export const ownership: Readonly<Record<string, Ownership>> = {
  'users.getProfile': everybody,
  'users.updateProfile': everybody,
  'users.changePassword': everybody,
  'users.deleteProfile': { to: 'everybody', answer: 'current_password_wrong' },
  'users.requestEmailVerification': everybody,
  'users.sendPasswordReset': everybody,
  'users.eraseBuyer': everybody,
  'users.listSessions': everybody,
  'users.endSession': owner('session_not_found'),
  'users.listApiKeys': everybody,
  'users.createApiKey': everybody,
  'users.deleteApiKey': owner('api_key_not_found'),
  'users.listUsers': everybody,
  'users.updateUser': everybody,
  'events.list': everybody,
  'events.get': everybody,
  'events.get, a draft': runs('event_not_found'),
  'events.get, a test event': runs('event_not_found'),
  'events.listVenues': everybody,
  'events.getVenue': everybody,
  'events.createVenue': everybody,
  'events.putVenue': { to: 'everybody', answer: '201' },
  'events.updateVenue': runs('venue_not_found'),
  'events.deleteVenue': runs('venue_not_found'),
  'events.listManaged': everybody,
  'events.create': everybody,
  'events.create, at a venue': everybody,
  'events.put': { to: 'everybody', answer: '201' },
  'events.update': runs('event_not_found'),
  'events.delete': runs('event_not_found'),
  'events.publish': runs('event_not_found'),
  'events.cancel': runs('event_not_found'),
  'events.advanceClock': runs('event_not_found'),
  'events.duplicate': runs('event_not_found'),
  'events.createSeries': runs('event_not_found'),
  'events.getSeries': everybody,
  'events.getSeries, of drafts': runs('series_not_found'),
  'events.listSeries': everybody,
  'events.updateSeries': runs('event_not_found'),
  'events.publishSeries': runs('event_not_found'),
  'events.cancelSeries': runs('event_not_found'),
  'events.addTicketType': runs('event_not_found'),
  'events.updateTicketType': runs('event_not_found'),
  'events.deleteTicketType': runs('event_not_found'),
  'inventory.getAvailability': everybody,
  'inventory.getAvailability, a draft': runs('event_not_found'),
  'inventory.getAvailability, a test event': runs('event_not_found'),
  'inventory.streamAvailability': everybody,
  'inventory.streamAvailability, a draft': runs('event_not_found'),
  'inventory.streamAvailability, a test event': runs('event_not_found'),
  'inventory.listWaitlist': runs('event_not_found'),
  'inventory.listMovements': runs('event_not_found'),
  'inventory.getStats': runs('event_not_found'),
  'inventory.listResellers': runs('event_not_found'),
  'inventory.addReseller': runs('event_not_found'),
  'inventory.removeReseller': runs('event_not_found'),
  'inventory.listPromotions': runs('event_not_found'),
  'inventory.createPromotion': runs('event_not_found'),
  'inventory.updatePromotion': runs('event_not_found'),
  'inventory.deletePromotion': runs('event_not_found'),
  'inventory.auditEvent': runs('event_not_found'),
  'inventory.auditAll': everybody,
  'inventory.getAuditProgress': everybody,
  'bookings.reserve': everybody,
  'bookings.reserve, a buyer': runs('buyer_not_allowed'),
  'bookings.reserve, a buyer by grant': either('buyer_not_allowed'),
  'bookings.reserve, of a test event': organizer('event_not_found'),
  'bookings.reserve, a buyer of a test event': organizer('event_not_found'),
  'bookings.getReservation': either('reservation_not_found'),
  'bookings.releaseReservation': owner('reservation_not_found'),
  'bookings.confirm': owner('reservation_not_found'),
  'bookings.list': everybody,
  'bookings.get': either('booking_not_found'),
  'bookings.cancel': either('booking_not_found'),
  'bookings.cancelTickets': either('booking_not_found'),
  'bookings.listRefunds': runs('booking_not_found'),
  'bookings.refund': runs('booking_not_found'),
  'bookings.setHolders': either('booking_not_found'),
  'bookings.transferTicket': either('booking_not_found'),
  'bookings.listTransfers': either('booking_not_found'),
  'bookings.retryRefund': runs('booking_not_found'),
  'bookings.listForEvent': runs('event_not_found'),
  'bookings.getTicketQr': either('booking_not_found'),
  'bookings.getCalendar': either('booking_not_found'),
  'bookings.listTickets': runs('event_not_found'),
  'bookings.listCheckIns': runs('event_not_found'),
  'bookings.getCheckInKey': runs('event_not_found'),
  'bookings.getCheckInList': runs('event_not_found'),
  'bookings.checkIn': runs('event_not_found'),
  'bookings.checkInBatch': runs('event_not_found'),
  'bookings.joinWaitlist': everybody,
  'bookings.joinWaitlist, a buyer': runs('buyer_not_allowed'),
  'bookings.joinWaitlist, a buyer by grant': either('buyer_not_allowed'),
  'bookings.joinWaitlist, of a test event': organizer('event_not_found'),
  'bookings.joinWaitlist, a buyer of a test event': organizer('event_not_found'),
  'bookings.listWaitlistEntries': everybody,
  'bookings.getWaitlistEntry': either('waitlist_entry_not_found'),
  'bookings.changeWaitlistEntry': either('waitlist_entry_not_found'),
  'bookings.leaveWaitlist': either('waitlist_entry_not_found'),
  'bookings.acceptOffer': owner('waitlist_entry_not_found'),
  'bookings.declineOffer': owner('waitlist_entry_not_found'),
  'webhooks.listActivity': everybody,
  'webhooks.listEndpoints': everybody,
  'webhooks.createEndpoint': everybody,
  'webhooks.putEndpoint': { to: 'everybody', answer: '201' },
  'webhooks.getEndpoint': owner('webhook_endpoint_not_found'),
  'webhooks.updateEndpoint': owner('webhook_endpoint_not_found'),
  'webhooks.deleteEndpoint': owner('webhook_endpoint_not_found'),
  'webhooks.rotateSecret': owner('webhook_endpoint_not_found'),
  'webhooks.sendTest': owner('webhook_endpoint_not_found'),
  'webhooks.listDeliveries': owner('webhook_endpoint_not_found'),
  'webhooks.getDelivery': owner('webhook_endpoint_not_found'),
  'webhooks.redeliver': owner('webhook_endpoint_not_found'),
  'search.search': everybody,
  'search.suggest': everybody,
  'search.reindex': everybody,
}

/** The rows of the matrix: every operation, and the requests that are special. */
export const rows: readonly string[] = Object.keys(operationFacts).flatMap(id => [
  id,
  ...Object.keys(ownership).filter(row => row.startsWith(`${id}, `)),
])

export const operationOf = (row: string) => row.replace(/, .*/, '') as OperationId

/** The status of a success, or the code of the problem. */
export function expectedOf(row: string, caller: CallerKind): string {
  const id = operationOf(row)
  const facts = operationFacts[id]
  if (facts.service) return caller.kind === 'service' ? successOf(id) : refusalOfStrangers(caller)
  if (facts.authentication === 'none') return answersWithoutProof[id] ?? successOf(id)
  if (caller.kind === 'service') return 'token_invalid'
  if (caller.kind === 'anonymous' && facts.authentication === 'required') return 'unauthenticated'

  if (caller.kind === 'key' && facts.scope === null) return 'forbidden'
  if (caller.kind === 'key' && !caller.scopes!.includes(facts.scope!)) return 'insufficient_scope'
  const account = caller.account
  if (facts.role && rank[roleOf[account!]] < rank[facts.role]) return 'forbidden'
  const { to, refusal, answer = successOf(id) } = ownership[row]!
  return isAmong(to, account) ? answer : refusal!
}

/** Whose proof is in the request itself, a signature or a mailed token, which the matrix does not have. */
const answersWithoutProof: Readonly<Record<string, string>> = {
  'bookings.receiveStripeWebhook': 'signature_invalid',
  'users.confirmPasswordReset': 'reset_token_invalid',
  'users.confirmEmailVerification': 'verification_token_invalid',
}

const refusalOfStrangers = ({ kind }: CallerKind) => (kind === 'anonymous' ? 'unauthenticated' : 'token_invalid')

function isAmong(to: Ownership['to'], account: AccountName | undefined): boolean {
  const isOwner = account === 'attendee'
  const isRunning = account === 'organizer' || account === 'admin'
  const isOrganizer = account === 'organizer'
  return { everybody: true, owner: isOwner, organizer: isOrganizer, runs: isRunning, either: isOwner || isRunning }[to]
}

/** Read once: each reading parses a megabyte, and every cell asks. */
const documents = { evently: readDocument('evently'), internal: readDocument('internal') }

function successOf(id: OperationId): string {
  const { document, path, method } = operationFacts[id]
  const { responses } = documents[document].paths[path]![method]!
  return Object.keys(responses).find(status => status.startsWith('2'))!
}

/** Where the matrix is kept: beside the sources, not beside what they are compiled to. */
export const matrixFile = new URL('../../../../test/http/authorization/matrix.txt', import.meta.url)

/** How a code is written in the matrix. */
export const marks: Readonly<Record<string, string>> = {
  unauthenticated: '-',
  token_invalid: 'tok',
  forbidden: 'F',
  insufficient_scope: 's',
  buyer_not_allowed: 'buy',
  signature_invalid: 'sig',
  reset_token_invalid: 'rst',
  verification_token_invalid: 'vrf',
  current_password_wrong: 'pwd',
  event_not_found: '!ev',
  series_not_found: '!sr',
  venue_not_found: '!ve',
  reservation_not_found: '!rs',
  booking_not_found: '!bk',
  waitlist_entry_not_found: '!wl',
  session_not_found: '!se',
  api_key_not_found: '!ke',
  webhook_endpoint_not_found: '!wh',
}

/** The whole matrix as it is written down. */
export function matrixText(): string {
  const names = Object.keys(callers)
  const width = Math.max(...rows.map(row => row.length))
  const line = (row: string, cells: readonly string[]) =>
    `${row.padEnd(width)} | ${cells.map(cell => cell.padStart(3)).join(' ')}`
  return `${[
    '# What each caller is answered to a sound request: made by `npm run authorization-matrix`, read by people, asked',
    '# over HTTP by authorization-matrix.test.ts. The things are of the attendee (1) and of the organizer (3).',
    '#',
    ...names.map((name, n) => `# ${String(n).padStart(2)}  ${name}`),
    '#',
    ...Object.entries(marks).map(([code, mark]) => `# ${mark.padEnd(3)} ${code}`),
    '',
    line(
      '',
      names.map((_, n) => String(n)),
    ),
    ...rows.map(row =>
      line(
        row,
        Object.values(callers).map(caller => cellOf(row, caller)),
      ),
    ),
  ].join('\n')}\n`
}

function cellOf(row: string, caller: CallerKind): string {
  const expected = expectedOf(row, caller)
  const cell = /^\d+$/.test(expected) ? expected : marks[expected]
  if (cell === undefined) throw new Error(`${row}: no mark for ${expected}`)
  return cell
}

/** What is written down, by row: a status or a code for each caller. */
export function readMatrix(text: string): ReadonlyMap<string, readonly string[]> {
  const codes = new Map(Object.entries(marks).map(([code, mark]) => [mark, code]))
  const lines = text.split('\n').filter(line => /^\w/.test(line))
  return new Map(
    lines.map(line => {
      const [row, cells] = line.split('|')
      return [
        row!.trim(),
        cells!
          .trim()
          .split(/ +/)
          .map(cell => codes.get(cell) ?? cell),
      ]
    }),
  )
}
