// Databases of a test's own, and three servers' connections to the events: who race for the same rows.
import { openDatabase } from '../../src/platform/postgres/sql.ts'
import { cloneDatabases } from '../support/databases.ts'

export async function openThreeServers() {
  const databases = await cloneDatabases()
  const servers = Array.from({ length: 3 }, (_, n) => openDatabase({ name: `events-${n}`, url: databases.urls.events }))
  return {
    databases,
    servers,
    close: async () => {
      await Promise.all(servers.map(server => server.close()))
      await databases.close()
    },
  }
}
