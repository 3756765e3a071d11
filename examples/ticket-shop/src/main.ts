// Starts the shop: npm run -w examples/ticket-shop start
import type { AddressInfo } from 'node:net'
import { Evently } from '@evently/sdk'
import { createShop } from './shop.ts'

const needed = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`Set ${name}; docs/guides/shop.md says where it comes from.`)
  return value
}

const evently = new Evently({ apiKey: needed('EVENTLY_API_KEY'), userAgent: 'ticket-shop/0.1' })
const eventId = needed('SHOP_EVENT')
const shop = createShop({ evently, eventId, webhookSecret: needed('EVENTLY_WEBHOOK_SECRET') })
shop.listen(Number(process.env['PORT'] ?? 4000), '127.0.0.1', () => {
  const { port } = shop.address() as AddressInfo
  console.log(`The shop is at http://127.0.0.1:${port}`)
})

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    shop.closeAllConnections()
    shop.close(() => void evently.close())
  })
