// What the contract allows, as far as it can be said of a cell before anything is sent. A test compares it with the
// contract.
export const limits = {
  externalId: 200,
  title: 200,
  description: 10_000,
  url: 2_000,
  metadataNames: 50,
  tag: 40,
  tags: 20,
  ticketTypes: 50,
  ticketTypeName: 100,
  venueName: 200,
  address: 300,
  city: 100,
  capacity: 1_000_000,
  priceMinor: 1_000_000_000,
  holdsPerBuyer: 10_000,
  claimSeconds: 86_400,
  skip: 100,
} as const

export const categoryPattern = /^[a-z][a-z0-9-]{0,39}$/
export const countryPattern = /^[A-Z]{2}$/
