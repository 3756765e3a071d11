// What the sandbox tells of a charge without being asked, as a real provider's messages do: money that a person gives
// back there, and disputes. Its tokens say which; a job of ours hears of it a little later.
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Follow } from '../refunds/following.ts'
import type { Standing } from './port.ts'
import {
  createSandboxNewsStore,
  sandboxNote,
  theirRefundKey,
  type SandboxNews,
  type ToldCharge,
} from './sandbox-news-store.ts'

const toldPerTurn = 20

export function createSandboxNews({
  pool,
  follow,
  log,
}: {
  readonly pool: Pick<pg.Pool, 'query'>
  readonly follow: Follow
  readonly log: Logger
}) {
  const store = createSandboxNewsStore(pool)

  async function tell(news: SandboxNews) {
    const { key, steps } = news
    try {
      const charge = await store.find(key)
      if (charge) await follow({ provider: 'sandbox', key, standing: standingOf(charge, news), note: sandboxNote(key) })
      await store.told(key, steps)
    } catch (error) {
      log.warn({ err: error, charge: key }, 'news of the sandbox could not be told; they will be told again')
    }
  }

  return {
    /** Tells what is due; true when there may be more. */
    async work(): Promise<boolean> {
      const due = await store.takeDue(toldPerTurn)
      await Promise.all(due.map(tell))
      return due.length === toldPerTurn
    },
  }
}

/** All that the sandbox has of the charge, with what is its news. */
function standingOf({ amountMinor, refunds }: ToldCharge, { key, steps: [step] }: SandboxNews): Standing {
  const reference = theirRefundKey(key)
  const before = refunds.find(refund => refund.key === reference)
  const repaidMinor = refunds.reduce((sum, refund) => sum + refund.amountMinor, 0)
  const half = Math.min(Math.ceil(amountMinor / 2), amountMinor - repaidMinor)
  const own = refunds.filter(refund => refund.key !== reference)
  const theirs = step === 'refund' ? [{ amountMinor: before?.amountMinor ?? half }] : []
  const dispute = { reference: `dispute_${key}`, amountMinor, status: step === 'lose' ? 'lost' : 'open' } as const
  return {
    refunds: [
      ...own.map(refund => ({ ...refund, reference: refund.key, status: 'succeeded' as const })),
      ...theirs.map(refund => ({ ...refund, reference, status: 'succeeded' as const })),
    ],
    disputes: step === 'refund' ? [] : [dispute],
  }
}
