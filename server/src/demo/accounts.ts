// The accounts that the embedded default makes for whoever tries it. Their passwords are in the source, so everybody
// knows them.

/**
 * The first admin of a server that this machine alone can reach; one that others can reach has none until it is named.
 */
export const localAdmin = { email: 'admin@example.com', password: 'evently-admin' }
export const demoOrganizer = { email: 'organizer@example.com', password: 'evently-demo', name: 'Demo Organizer' }

export const knownAccounts: readonly { readonly email: string; readonly password: string }[] = [
  localAdmin,
  demoOrganizer,
]
