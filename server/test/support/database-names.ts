// The four databases, their templates, and URLs of databases on the same server.
export const databaseNames = ['users', 'events', 'bookings', 'search'] as const
export type DatabaseName = (typeof databaseNames)[number]

export const templateOf = (name: DatabaseName) => `evently_${name}_template`

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
