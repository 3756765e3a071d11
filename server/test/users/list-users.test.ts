// users.listUsers: all accounts, for admins, page by page.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import type { Answer } from '../support/server.ts'
import { admin, startUsersServer, type UsersServer } from './users-server.ts'

describe('users.listUsers', () => {
  let server: UsersServer
  let token: string
  before(async () => {
    server = await startUsersServer()
    token = (await server.login(admin)).token
    for (const name of ['a', 'b', 'c', 'd']) await server.anAccount({ email: `${name}@example.com` })
    await server.anAccount({ email: 'O@example.com', role: 'organizer' })
  })
  after(() => server.close())

  const list = (query: string) => server.call('GET', `/admin/users${query}`, { token })

  it('shows every account once, newest first, over its pages', async () => {
    const emails: string[] = []
    for (let cursor: string | null = '', pages = 0; cursor !== null && pages < 9; pages++) {
      const { body }: Answer = expectStatus(await list(`?limit=2${cursor && `&cursor=${cursor}`}`), 200)
      expect(body.hasMore).to.equal(body.nextCursor !== null)
      emails.push(...body.data.map(({ email }: { email: string }) => email))
      cursor = body.nextCursor
    }
    expect(emails).to.deep.equal([
      'O@example.com',
      'd@example.com',
      'c@example.com',
      'b@example.com',
      'a@example.com',
      'admin@example.com',
    ])
  })

  it('finds an account by its email in any case', async () => {
    const { body } = expectStatus(await list('?email=o@EXAMPLE.com'), 200)
    expect(
      body.data.map(({ email, disabled }: { email: string; disabled: boolean }) => [email, disabled]),
    ).to.deep.equal([['O@example.com', false]])
  })

  it('narrows down by role', async () => {
    const { body } = expectStatus(await list('?role=admin'), 200)
    expect(body.data.map(({ email }: { email: string }) => email)).to.deep.equal([admin.email])
  })

  it('refuses a cursor of another filter with invalid_cursor', async () => {
    const { body } = expectStatus(await list('?limit=1'), 200)
    expectProblem(await list(`?role=attendee&cursor=${body.nextCursor}`), 'invalid_cursor')
  })

  it('refuses attendees and organizers with forbidden', async () => {
    for (const role of ['attendee', 'organizer'] as const) {
      const { token } = await server.anAccount({ role })
      expectProblem(await server.call('GET', '/admin/users', { token }), 'forbidden')
    }
  })
})
