// `evently book`: reserve and confirm in one
import { ConnectionError, TimeoutError, isProblem } from '@evently/sdk'
import type { Booking, Event, Reservation, ReserveBody, TicketType } from '@evently/sdk'
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'
import { CommandError, exit, UsageError } from '../failures.ts'
import { buyerFlags, buyerOf, idempotencyKeyFlag, promotionCodeFlag, yesFlag } from '../flags.ts'
import { untilInterrupted } from '../interruption.ts'
import { moneyText } from '../money.ts'
import { askChoice, asked, askText, canAsk, confirm, mustAsk } from '../prompts.ts'
import { fields } from '../table.ts'
import { timeText } from '../times.ts'
import { bookingView } from '../views/bookings.ts'
import { stepsAfterBooking } from '../views/next-steps.ts'

/** Of one that is hidden no more is known than the id by which it was named. */
type ChosenType = Pick<TicketType, 'id' | 'name'> & Partial<TicketType>

interface Choice {
  readonly ticketType: ChosenType
  readonly quantity: number
  readonly token: string | undefined
}

export default class Book extends BaseCommand {
  static override writes = true
  static override summary = 'Reserve and confirm seats in one'
  static override description =
    'Reserves seats, shows their price and, on a terminal, asks; then it pays and confirms. When you say no, or end ' +
    'it with Ctrl-C before it is paid, the seats go back. When the payment is declined they stay held, and it says ' +
    'how to pay in another way; when its outcome is unknown, it says how to see what has become of it. With the ' +
    'same --idempotency-key the same command buys once, however often it is run.'
  static override examples = [
    '<%= config.bin %> book evt_… --quantity 2 --token tok_ok',
    '<%= config.bin %> book evt_… --quantity 2 --ticket-type tkt_… --token tok_ok --idempotency-key order-4711',
    '<%= config.bin %> book evt_… --quantity 1 --promotion-code EARLY-10 --token tok_ok',
  ]
  static override args = { event: Args.string({ required: true, description: 'The event.', ignoreStdin: true }) }
  static override flags = {
    quantity: Flags.integer({ char: 'q', summary: asked('Seats.'), min: 1 }),
    'ticket-type': Flags.string({
      summary: asked('Their ticket type, by its id or name; an event with one has no other.'),
      helpValue: '<ticket type>',
    }),
    token: Flags.string({
      summary: "The payment provider's token; what is free needs none. Where it is left out, you are asked for it.",
      helpValue: '<token>',
    }),
    provider: Flags.string({
      summary: 'The payment provider.',
      options: ['sandbox', 'stripe'] as const,
      dependsOn: ['token'],
    }),
    'promotion-code': promotionCodeFlag,
    ...buyerFlags,
    'idempotency-key': idempotencyKeyFlag,
    yes: yesFlag,
  }

  override async run() {
    const { args, flags } = await this.parse(Book)
    this.mustBeSignedIn()
    const event = await this.evently.events.get(args.event)
    const choice = await this.choose(event, flags)
    const body = {
      eventId: event.id,
      items: [{ ticketTypeId: choice.ticketType.id, quantity: choice.quantity }],
      promotionCode: flags['promotion-code'],
      buyer: buyerOf(flags),
    } as ReserveBody
    const keyOf = (step: string) => flags['idempotency-key'] && `${flags['idempotency-key']}/${step}`
    const booking = await untilInterrupted(async signal => {
      // Not given the signal: whether an aborted request has reserved nobody would know.
      const reservation = await this.evently.bookings.reserve(body, { idempotencyKey: keyOf('reserve') })
      const token = await this.agreed({ event, choice, reservation, yes: flags.yes, signal })
      const payment = token === undefined ? undefined : { token, provider: flags.provider as 'sandbox' | undefined }
      return this.pay(reservation, payment, keyOf('confirm'))
    })
    this.show(booking, bookingView)
    this.suggest(stepsAfterBooking(booking))
  }

  /** The payment token, once the price is agreed to. The seats go back when it is not. */
  private async agreed(of: {
    readonly event: Event
    readonly choice: Choice
    readonly reservation: Reservation
    readonly yes: boolean
    readonly signal: AbortSignal
  }): Promise<string | undefined> {
    const { event, choice, reservation, yes, signal } = of
    const { id, totalMinor, currency } = reservation
    try {
      signal.throwIfAborted()
      if (yes || !canAsk()) return choice.token
      this.note(purchaseText(event, choice, reservation))
      const token =
        choice.token ??
        (totalMinor > 0 ? await askText({ message: 'Payment token, in the sandbox tok_ok' }) : undefined)
      if (!(await confirm(`Book for ${moneyText(totalMinor, currency)}?`))) throw refused()
      return token
    } catch (error) {
      await this.evently.bookings.reservations.release(id)
      throw error instanceof CommandError ? error : refused()
    }
  }

  /** From here on the seats are not given back: whoever was not paid may be tried again. */
  private async pay(
    { id: reservationId, expiresAt }: Reservation,
    payment: { token: string; provider: 'sandbox' | undefined } | undefined,
    idempotencyKey: string | undefined,
  ): Promise<Booking> {
    try {
      return await this.evently.bookings.confirm({ reservationId, payment }, { idempotencyKey })
    } catch (error) {
      if (isProblem(error, 'payment_declined', 'payment_required')) {
        this.note(`The seats are held until ${timeText(expiresAt)}.`)
        this.note(`Pay in another way: evently bookings confirm --reservation ${reservationId} --token <token>`)
        this.note(`Or give them back: evently bookings release ${reservationId}`)
      }
      if (error instanceof ConnectionError || error instanceof TimeoutError)
        this.note(
          'Whether it is paid is not known. Do not book again before you have looked: ' +
            `evently bookings reservation ${reservationId}`,
        )
      throw error
    }
  }

  private async choose(
    { ticketTypes }: Event,
    flags: {
      readonly 'quantity'?: number
      readonly 'ticket-type'?: string
      readonly 'promotion-code'?: string
      readonly 'token'?: string
      readonly 'yes': boolean
    },
  ): Promise<Choice> {
    const { quantity, token, 'ticket-type': wanted, 'promotion-code': code } = flags
    const only = ticketTypes.length === 1 ? ticketTypes[0] : undefined
    const seen = wanted === undefined ? only : ticketTypes.find(({ id, name }) => id === wanted || name === wanted)
    // One that the event does not show may be hidden: then the code gets it.
    const hidden = code !== undefined && wanted?.startsWith('tkt_') ? { id: wanted, name: wanted } : undefined
    const known: ChosenType | undefined = seen ?? hidden
    if (wanted !== undefined && !known)
      throw new UsageError(`There is no ticket type ${JSON.stringify(wanted)}. ${theseTypes(ticketTypes)}`)
    // A code may take all of a price off, and gets hidden types at a price that nobody has said yet.
    const mustCost = code === undefined && (known ? [known] : ticketTypes).some(({ priceMinor = 0 }) => priceMinor > 0)
    mustAsk([
      ...(known ? [] : ['--ticket-type']),
      ...(quantity === undefined ? ['--quantity'] : []),
      ...(token === undefined && mustCost ? ['--token'] : []),
    ])
    const ticketType = known ?? (await askChoice('Ticket type', ticketTypes.map(choiceOf)))
    const seats = quantity ?? Number(await askText({ message: 'Seats', otherwise: '1', check: mustBeSeats }))
    if (flags.yes && token === undefined && mustCost && ticketType.priceMinor)
      throw new UsageError('--token is needed where nobody is asked.')
    return { ticketType, quantity: seats, token }
  }
}

const refused = () => new CommandError('cancelled', 'Cancelled: the seats are given back.', exit.cancelled)

const choiceOf = (type: TicketType) => ({
  name: `${type.name}, ${moneyText(type.priceMinor, type.currency)}, ${type.available} left`,
  value: type,
})

const theseTypes = (types: readonly TicketType[]) =>
  `There are ${types.map(({ id, name }) => `${name} (${id})`).join(', ')}.`

function mustBeSeats(text: string): void {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new UsageError(`${JSON.stringify(text)} is not a number of seats: write it like 2.`)
}

const purchaseText = (
  event: Event,
  { ticketType, quantity }: Choice,
  { totalMinor, discountMinor, currency, expiresAt }: Reservation,
) =>
  fields({
    Event: event.title,
    Starts: timeText(event.startsAt, event.timezone),
    Venue: [event.venue.name, event.venue.city].join(', '),
    Seats: `${quantity} × ${ticketType.name}`,
    Discount: discountMinor > 0 ? moneyText(discountMinor, currency) : undefined,
    Total: totalMinor > 0 ? moneyText(totalMinor, currency) : 'free',
    'Held until': timeText(expiresAt),
  })
