// How to be refused with accounts, sessions and API keys.
import { anAccount, anEvent, expectProblem, expectStatus, password, theAdmin } from '../support/builders.ts'
import { admin, type CallOptions, type TestServer } from '../support/server.ts'

export interface Attempt extends CallOptions {
  readonly path: string
  readonly token: string
}
/** What is refused, by the code it is refused with; all else about it is right and would change something. */
export type Refusals = Readonly<Record<string, (server: TestServer) => Promise<Attempt>>>

const unknown = (prefix: string) => `${prefix}_01jz3t5m8qf0vab9x2k4c7d6eh`

const aKeyOf = async (server: TestServer, token: string) =>
  expectStatus(
    await server.call('POST', '/api-keys', { token, body: { name: 'A key', scopes: ['bookings:write'] } }),
    201,
  ).body as { readonly id: string; readonly key: string }

/** An account with a key, whose use is written down before it counts: what needs the owner is refused to it. */
async function withKey(server: TestServer) {
  const account = await anAccount(server)
  const { id: keyId, key: token } = await aKeyOf(server, account.token)
  expectProblem(await server.call('GET', '/users/profile', { token }), 'forbidden')
  await server.server.domains.users.flushUses()
  return { account, keyId, token }
}
const asKey = (path: string, body?: object) => async (server: TestServer) => ({
  path,
  token: (await withKey(server)).token,
  ...(body && { body }),
})

const asOwner = (path: string) => async (server: TestServer) => ({ path, token: (await anAccount(server)).token })

/** By operation, and by the code of the refusal. */
export const accountRefusals: Readonly<Record<string, Refusals>> = {
  'users.updateProfile': {
    forbidden: asKey('/users/profile', { name: 'Another' }),
    validation_failed: async server => ({
      path: '/users/profile',
      token: (await anAccount(server)).token,
      body: { name: 'Another', email: 'no address', currentPassword: password },
    }),
    email_taken: async server => ({
      path: '/users/profile',
      token: (await anAccount(server)).token,
      body: { name: 'Another', email: (await anAccount(server)).email, currentPassword: password },
    }),
    current_password_wrong: async server => ({
      path: '/users/profile',
      token: (await anAccount(server)).token,
      body: { name: 'Another', email: 'another@example.com', currentPassword: `${password}?` },
    }),
  },
  'users.deleteProfile': {
    validation_failed: async server => ({ path: '/users/profile', token: (await anAccount(server)).token, body: {} }),
    current_password_wrong: async server => ({
      path: '/users/profile',
      token: (await anAccount(server)).token,
      body: { currentPassword: `${password}?` },
    }),
    async account_has_events(server) {
      const { organizer } = await anEvent(server)
      return { path: '/users/profile', token: organizer.token, body: { currentPassword: password } }
    },
    async forbidden(server) {
      const { token } = await theAdmin(server) // the only one
      return { path: '/users/profile', token, body: { currentPassword: admin.password } }
    },
  },
  'users.eraseBuyer': {
    validation_failed: async server => ({
      path: `/buyers/${'x'.repeat(201)}`,
      token: (await anAccount(server)).token,
    }),
  },
  'users.changePassword': {
    forbidden: asKey('/users/profile/password', { currentPassword: password, newPassword: 'another correct horse' }),
    validation_failed: async server => ({
      path: '/users/profile/password',
      token: (await anAccount(server)).token,
      body: { currentPassword: password, newPassword: '' },
    }),
    current_password_wrong: async server => ({
      path: '/users/profile/password',
      token: (await anAccount(server)).token,
      body: { currentPassword: `${password}?`, newPassword: 'another correct horse' },
    }),
  },
  'users.sendPasswordReset': {
    validation_failed: async server => ({
      path: '/admin/users/usr_x/password-reset',
      token: (await theAdmin(server)).token,
    }),
    user_not_found: async server => ({
      path: `/admin/users/${unknown('usr')}/password-reset`,
      token: (await theAdmin(server)).token,
    }),
    async forbidden(server) {
      const { id, token } = await anAccount(server)
      return { path: `/admin/users/${id}/password-reset`, token }
    },
  },
  'users.updateUser': {
    validation_failed: async server => ({
      path: `/admin/users/${(await anAccount(server)).id}`,
      token: (await theAdmin(server)).token,
      body: { role: 'organizer', disabled: 'yes' },
    }),
    user_not_found: async server => ({
      path: `/admin/users/${unknown('usr')}`,
      token: (await theAdmin(server)).token,
      body: { role: 'organizer' },
    }),
    async forbidden(server) {
      const { id, token } = await theAdmin(server) // the only one
      return { path: `/admin/users/${id}`, token, body: { role: 'attendee', disabled: true } }
    },
  },
  'users.endSession': {
    validation_failed: asOwner('/users/sessions/ses_x'),
    session_not_found: asOwner(`/users/sessions/${unknown('ses')}`),
    async forbidden(server) {
      const { account, token } = await withKey(server)
      const { body } = expectStatus(await server.call('GET', '/users/sessions', { token: account.token }), 200)
      return { path: `/users/sessions/${body.data[0].id}`, token }
    },
  },
  'users.deleteApiKey': {
    validation_failed: asOwner('/api-keys/key_x'),
    async api_key_not_found(server) {
      const { id } = await aKeyOf(server, (await anAccount(server)).token) // another's
      return { path: `/api-keys/${id}`, token: (await anAccount(server)).token }
    },
    async forbidden(server) {
      const { keyId, token } = await withKey(server)
      return { path: `/api-keys/${keyId}`, token }
    },
  },
}
