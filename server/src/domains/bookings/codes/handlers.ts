// The contract's operations on the papers of a booking: its shapes in, one call, its shapes out.
import type { HandlersOf } from '../../../contract/types.ts'
import { wantsInstead } from '../../../platform/http/accept.ts'
import type { TicketPapers } from './ticket-papers.ts'

export type PaperOperation = 'bookings.getTicketQr' | 'bookings.getCalendar'

export const paperHandlers = ({
  qr,
  calendar,
}: Pick<TicketPapers, 'qr' | 'calendar'>): Pick<HandlersOf<'bookings'>, PaperOperation> => ({
  'bookings.getTicketQr': async ({ params, query: { size }, caller, accept }) => {
    const isPng = wantsInstead(accept, { mediaType: 'image/png', usual: 'image/svg+xml' })
    const { content, version } = await qr(caller, params, { as: isPng ? 'png' : 'svg', size })
    return Buffer.isBuffer(content)
      ? { status: 200, mediaType: 'image/png', body: content, etag: version }
      : { status: 200, mediaType: 'image/svg+xml', body: content, etag: version }
  },

  'bookings.getCalendar': async ({ params, caller }) => {
    const { content, version, fileName } = await calendar(caller, params.bookingId)
    return { status: 200, mediaType: 'text/calendar', body: content, etag: version, fileName }
  },
})
