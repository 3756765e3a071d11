// What a hold's number says about it, as SQL that every database understands: its event, buyer, seats, and what became
// of it.

export interface Size {
  readonly holds: number
  readonly bookings: number
}

export type Numbers = ReturnType<typeof createNumbers>

const days = 30
/** A box office that names its buyers: every so many holds are its own. */
const boxOfficeShare = 50

/** An id that names and sorts a number. */
export const idOf = (prefix: string, number: string) => `'${prefix}_' || lpad(to_hex((${number})::bigint), 26, '0')`
/** A number from 0 to 1, always the same for the same number and salt. */
export const chanceOf = (number: string, salt: number) =>
  `((hashint8extended((${number})::bigint, ${salt}) & 1048575)::float8 / 1048576)`

export function createNumbers({ holds, bookings }: Size) {
  const events = Math.min(500, Math.max(10, Math.round(holds / 2_000)))
  const users = Math.max(100, Math.round(holds / 20))
  const linesEvery = 10

  /** Who waits for the event of number e, and how many of them have been made an offer. */
  const waiting = {
    first: Math.max(20, Math.round(holds / 50)),
    other: Math.max(10, Math.min(300, Math.round(holds / 300))),
  }
  const offered = { first: Math.max(5, Math.round(holds / 2_000)), other: 5 }

  return {
    holds,
    bookings,
    events,
    users,
    linesEvery,
    waiting,
    offered,
    boxOffice: idOf('usr', '1'),
    eventId: (event: string) => idOf('evt', event),
    typeId: (event: string, type: string) => idOf('tkt', `(${event}) * 2 + ${type}`),
    holdId: (hold: string) => idOf('rsv', hold),
    bookingId: (hold: string) => idOf('bkg', hold),
    /** The number of the place in line `seq` of an event. */
    entryNumber: (event: string, seq: string) => `1000000000 + (${event}) * 1000000 + ${seq}`,
    isLine: (event: string) => `(${event}) % ${linesEvery} = 1`,
    waitingOf: (event: string) => `(case when ${event} = 1 then ${waiting.first} else ${waiting.other} end)`,
    offeredOf: (event: string) => `(case when ${event} = 1 then ${offered.first} else ${offered.other} end)`,

    /**
     * A row per hold: n, e (its event), type, quantity, user_id, reference, at, b (the booking's number, else null) and
     * fate: confirmed, cancelling, cancelled, failed or pending with a booking, expired, released or held without.
     */
    rows: `
      select n, e, type, quantity, user_id, reference, at, b, case
          when b is null then case when fate < 0.6 then 'expired' when fate < 0.9975 then 'released' else 'held' end
          when b % 1000 = 999 then 'pending' when b % 1000 = 899 then 'cancelling' when b % 100 < 85 then 'confirmed'
          when b % 100 < 97 then 'cancelled' when b % 100 < 99 then 'failed'
          else 'confirmed' end as fate
      from (
        select n, case when ${chanceOf('n', 5)} < 0.1 then 1
          else 2 + floor(${events - 1} * ${chanceOf('n', 1)} ^ 2)::integer end as e,
          1 + (${chanceOf('n', 2)} * 2)::integer % 2 as type, 1 + (n % 2)::integer as quantity,
          case when n % ${boxOfficeShare} = 0 then ${idOf('usr', '1')}
            else ${idOf('usr', `2 + floor(${users - 1} * ${chanceOf('n', 3)})`)} end as user_id,
          case when n % ${boxOfficeShare} = 0 then 'customer-' || n end as reference,
          date_trunc('milliseconds', now() - interval '${days} days' * (${holds} - n + 20)::float8 / ${holds}) as at,
          case when n * ${bookings} / ${holds} > (n - 1) * ${bookings} / ${holds} then n * ${bookings} / ${holds}
            end as b,
          ${chanceOf('n', 4)} as fate
        from generate_series(1::bigint, ${holds}) as n
      ) as numbered`,
  }
}
