// Signs up, reserves two seats, pays for them, and is refused a third: with openapi-generator's client for TypeScript.
import { randomUUID } from 'node:crypto'
import { BookingsApi, Configuration, ResponseError, UsersApi } from './generated/index.js'

const [url, eventId] = process.argv.slice(2) as [string, string]
const { tokens } = await new UsersApi(new Configuration({ basePath: url })).usersRegister({
  registerBody: { email: `${randomUUID()}@example.com`, password: 'correct horse battery', name: 'Ada Lovelace' },
})
const bookings = new BookingsApi(new Configuration({ basePath: url, accessToken: tokens.accessToken }))
const reserve = { reserveBody: { eventId, quantity: 2 }, idempotencyKey: `"${randomUUID()}"` }
const reservation = await bookings.bookingsReserve(reserve)
const repeated = await bookings.bookingsReserve(reserve)
const booking = await bookings.bookingsConfirm({
  confirmBody: { reservationId: reservation.id, payment: { token: 'tok_ok' } },
})
const seen = await bookings.bookingsGet({ bookingId: booking.id })
const refusal = await bookings.bookingsReserve({ reserveBody: { eventId, quantity: 1 } }).then(
  () => {
    throw new Error('a seat too many')
  },
  (error: unknown) => {
    if (error instanceof ResponseError) return error.response.json() as Promise<{ code: string; available: number }>
    throw error
  },
)
console.log(
  JSON.stringify({
    bookingId: booking.id,
    status: seen.status,
    isRepeated: repeated.id === reservation.id,
    refusal: refusal.code,
    available: refusal.available,
  }),
)
