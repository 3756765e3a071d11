// A server that is killed before or after each step of a delivery, and started again: every message arrives anyway.
import { fanOut } from '../../src/domains/webhooks/deliveries/fan-out-statement.ts'
import { deliverySteps } from '../../src/domains/webhooks/deliveries/recovery-steps.ts'
import { createAppend } from '../../src/domains/webhooks/messages/append-statement.ts'
import { inTransaction } from '../../src/platform/postgres/sql.ts'
import { anAccount } from '../../test/support/builders.ts'
import type { TestDatabases } from '../../test/support/databases.ts'
import { startMailServer } from '../../test/support/mail-server.ts'
import { eventually, spawnServer, type ServerProcess } from '../../test/support/processes.ts'
import { callOn } from '../../test/support/server.ts'
import { startReceiver } from '../../test/webhooks/receiver.ts'
import { aMessage, anEndpoint, aStory, hostsAllowed } from '../../test/webhooks/webhooks-server.ts'

export type DeliveryPoint = `${keyof typeof deliverySteps}.${'before' | 'after'}`

export const deliveryPoints = Object.keys(deliverySteps).flatMap(step => [
  `${step}.before` as DeliveryPoint,
  `${step}.after` as DeliveryPoint,
])

export interface PointReport {
  readonly point: DeliveryPoint
  /** From the start of the server that went on. */
  readonly recoveredMs: number
  readonly faults: readonly string[]
}

/** Someone else goes on when a lease is over: 15 seconds for a delivery, 30 for a notice. */
export const recoveredWithinMs = 45_000
const reachedMs = 30_000
const stories = 4
const storyLength = 3

export async function strikeDelivery(databases: TestDatabases, point: DeliveryPoint): Promise<PointReport> {
  const mail = await startMailServer()
  const [receiver, gone] = await Promise.all([startReceiver(), startReceiver()])
  gone.become(410)
  const environment = {
    EVENTLY_WEBHOOK_HOSTS_ALLOWED: hostsAllowed,
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    EVENTLY_MAIL_FROM: 'Evently <tickets@example.com>',
    EVENTLY_PUBLIC_URL: 'https://tickets.example.com',
  }
  const running: ServerProcess[] = []
  const start = async (more: Readonly<Record<string, string>> = {}) => {
    const server = await spawnServer(databases, { ...environment, ...more })
    running.push(server)
    return server
  }
  try {
    // The steps of notices come once, those of deliveries often: the second time is in the middle.
    const hit = point.startsWith('delivery.notice') ? 1 : 2
    const doomed = await start({ EVENTLY_FAILPOINTS: `${point}=kill@${hit}` })
    const call = callOn(doomed.url)
    const owner = await anAccount({ call }, { role: 'organizer' })
    await anEndpoint({ call }, owner, { url: receiver.url })
    const goneId = (await anEndpoint({ call }, owner, { url: gone.url, types: ['booking.refunded'] })).id
    const messages = [
      ...Array.from({ length: stories }, () => aStory(owner, storyLength)).flat(),
      aMessage(owner, { type: 'booking.refunded' }),
    ]
    const append = createAppend([fanOut])
    await inTransaction(
      databases.bookings,
      sql => sql,
      sql => append(sql, messages),
    )
    const outcome = await Promise.race([doomed.ended, afterMs(reachedMs)])
    if (outcome !== 'SIGKILL') throw new Error(`${point} was never reached: ${String(outcome)} ${doomed.errors()}`)

    const restartedMs = performance.now()
    await start()
    const faults = () => [
      ...messages
        .filter(({ type, id }) => type !== 'booking.refunded' && !receiver.ids().includes(id))
        .map(({ id }) => `missing: ${id}`),
      ...outOfOrder(receiver.received.map(({ message }) => message as Sent)),
      ...(gone.received.length > 0 ? [] : ['missing at the endpoint that is gone']),
      ...(mail.received.some(({ content }) => content.includes(goneId)) ? [] : ['its owner was not told']),
    ]
    await eventually(
      async () => faults(),
      found => found.length === 0,
      { withinMs: recoveredWithinMs },
    ).catch(() => {}) // the report says what is wrong
    return { point, recoveredMs: Math.round(performance.now() - restartedMs), faults: faults() }
  } finally {
    await Promise.all(running.map(server => server.kill()))
    await Promise.all([receiver.close(), gone.close(), mail.close()])
  }
}

interface Sent {
  readonly id: string
  readonly resource: { readonly id: string; readonly version: number }
}

function outOfOrder(received: readonly Sent[]): string[] {
  const last = new Map<string, number>()
  return received.flatMap(({ id, resource }) => {
    const before = last.get(resource.id) ?? 0
    last.set(resource.id, Math.max(before, resource.version))
    return resource.version < before ? [`out of order: ${id}`] : []
  })
}

const afterMs = (ms: number) => new Promise<'late'>(resolve => setTimeout(() => resolve('late'), ms).unref())
