// A booking as its reader may see it: who runs the event sees who has bought.
import type { Caller, Shape } from '../../contract/types.ts'
import type { Access } from './access.ts'
import type { Buyers } from './attendees/buyers.ts'
import type { Booking } from './booking.ts'
import type { TicketPapers } from './codes/ticket-papers.ts'
import { toBooking, toOrganizersBooking } from './present.ts'

export interface PresenterOptions {
  readonly access: Pick<Access, 'runs'>
  readonly buyers: Pick<Buyers, 'of'>
  readonly papers: Pick<TicketPapers, 'codesOf'>
}

export type Presenter = ReturnType<typeof createPresenter>

export function createPresenter({ access, buyers, papers }: PresenterOptions) {
  return { presentTo, toOrganizers }

  async function presentTo(caller: Caller, booking: Booking): Promise<Shape<'Booking'>> {
    return (await access.runs(caller, booking.eventId))
      ? toOrganizers(booking)
      : toBooking(booking, await papers.codesOf(booking))
  }

  async function toOrganizers(booking: Booking): Promise<Shape<'Booking'>> {
    const [buyerOf, codes] = await Promise.all([buyers.of([booking]), papers.codesOf(booking)])
    return toOrganizersBooking(booking, buyerOf(booking), codes)
  }
}
