// A hold as it travels between services: the same facts, its times as RFC 3339 texts. One place for both directions.
import type { InternalShape } from '../../contract/types.ts'
import type { Buyer, Hold } from './port.ts'

export type HoldShape = InternalShape<'Hold'>

export function toHoldShape(hold: Hold): HoldShape {
  const {
    id,
    eventId,
    buyer,
    kind,
    state,
    quantity,
    totalMinor,
    currency,
    promotionId,
    bookingId: sagaId,
    waitlistEntryId,
    labels,
    idempotency,
    createdAt,
    expiresAt,
  } = hold
  return {
    id,
    eventId,
    buyer: toBuyerShape(buyer),
    kind,
    state,
    items: hold.items.map(({ ticketTypeId, quantity, unitPriceMinor, unitDiscountMinor }) => ({
      ticketTypeId,
      quantity,
      unitPriceMinor,
      ...(unitDiscountMinor !== undefined && { unitDiscountMinor }),
    })),
    quantity,
    totalMinor,
    currency,
    ...(promotionId !== null && { promotionId }),
    sagaId,
    waitlistEntryId,
    ...(labels && { labels }),
    ...(idempotency && { idempotency: { key: idempotency.key, fingerprint: idempotency.fingerprint } }),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }
}

export const fromHoldShape = ({ sagaId: bookingId, ...shape }: HoldShape): Hold => ({
  ...shape,
  bookingId,
  promotionId: shape.promotionId ?? null,
  idempotency: shape.idempotency ?? null,
  createdAt: new Date(shape.createdAt),
  expiresAt: new Date(shape.expiresAt),
})

export function toBuyerShape({ userId, named }: Buyer): InternalShape<'SeatBuyer'> {
  if (!named) return { userId }
  const { reference, email, name } = named
  return { userId, named: { reference, ...(email !== undefined && { email }), ...(name !== undefined && { name }) } }
}
