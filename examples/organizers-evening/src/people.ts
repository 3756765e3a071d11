// Who is there: the organizer, those who buy, and the scanners at the door. Each is a client of its own.
import { randomUUID } from 'node:crypto'
import { Evently } from '@evently/sdk'

export interface Person {
  readonly name: string
  readonly email: string
  readonly evently: Evently
}

export type Name = 'Ada' | 'Ben' | 'Cleo' | 'Dan' | 'Eve' | 'Fay'

export interface People {
  readonly organizer: Person
  readonly buyers: Readonly<Record<Name, Person>>
  /** Somebody who only looks: not signed in. */
  readonly visitor: Evently
  /** A client whose key lets tickets in and does nothing else. */
  addScanner(name: string): Promise<Evently>
  close(): Promise<void>
}

/** New accounts: it can be run again and again beside the same server. */
export async function openPeople(baseUrl: string): Promise<People> {
  const run = randomUUID().slice(0, 8)
  const clients: Evently[] = []
  const open = (options: { readonly apiKey?: string } = {}) => {
    const evently = new Evently({ baseUrl, userAgent: 'organizers-evening/0.1', ...options })
    clients.push(evently)
    return evently
  }
  async function signUp(name: string, role: 'attendee' | 'organizer' = 'attendee'): Promise<Person> {
    const evently = open()
    const email = `${name.toLowerCase().replaceAll(' ', '-')}-${run}@example.com`
    await evently.auth.register({ email, name, password: randomUUID(), role })
    return { name, email, evently }
  }
  const organizer = await signUp('The Small Hall', 'organizer')
  const [Ada, Ben, Cleo, Dan, Eve, Fay] = [
    await signUp('Ada'),
    await signUp('Ben'),
    await signUp('Cleo'),
    await signUp('Dan'),
    await signUp('Eve'),
    await signUp('Fay'),
  ]
  return {
    organizer,
    buyers: { Ada, Ben, Cleo, Dan, Eve, Fay },
    visitor: open(),
    async addScanner(name) {
      const { key } = await organizer.evently.apiKeys.create({ name, scopes: ['checkin:write'] })
      return open({ apiKey: key })
    },
    close: async () => void (await Promise.all(clients.map(evently => evently.close()))),
  }
}
