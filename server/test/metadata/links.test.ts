// imageUrl and websiteUrl of events: which are taken, where they are shown, and how they go again.
import { expect } from 'chai'
import { anAccount, anEvent, anEventBody, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const links = {
  imageUrl: 'https://images.example.com/strings.jpg?w=800&h=600#top',
  websiteUrl: 'https://harbour-hall.example.com:8443/strings/@2x(1)',
}

describe('links of an event', () => {
  let server: TestServer
  let organizer: Account
  before(async () => {
    server = await startTestServer()
    organizer = await anAccount(server, { role: 'organizer' })
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const make = (over: object) =>
    server.call('POST', '/admin/events', { token: organizer.token, body: anEventBody({ ...over }) })
  const update = (id: string, body: object) =>
    server.call('PATCH', `/admin/events/${id}`, { token: organizer.token, body, headers: { 'if-match': '*' } })

  it('are shown to everybody, in lists and among what is found too', async () => {
    const { id } = await anEvent(server, { organizer, title: 'Linked evening', ...links })
    const { body } = expectStatus(await server.call('GET', `/events/${id}`), 200)
    expect(body).to.deep.include(links)
    const listed = expectStatus(await server.call('GET', '/events?limit=100'), 200).body.data
    expect(listed.find((each: { id: string }) => each.id === id)).to.deep.include(links)
    const search = async () => expectStatus(await server.call('GET', '/search?q=linked'), 200).body.data
    const [hit] = await eventually(search, hits => hits.length > 0, { withinMs: 10_000 })
    expect(hit).to.deep.include({ id, ...links })
  })

  it('are changed, taken away by null, copied, and put', async () => {
    const { id } = await anEvent(server, { organizer, ...links })
    const copy = expectStatus(
      await server.call('POST', `/admin/events/${id}/duplicate`, { token: organizer.token, body: {} }),
      201,
    )
    expect(copy.body).to.deep.include(links)
    const other = { imageUrl: 'https://images.example.com/other.png' }
    expect(expectStatus(await update(id, other), 200).body).to.deep.include({ ...links, ...other })
    const gone = expectStatus(await update(id, { imageUrl: null, websiteUrl: null }), 200).body
    expect(gone).not.to.have.any.keys('imageUrl', 'websiteUrl')

    const { publish: _, ...body } = anEventBody()
    const put = (more: object) =>
      server.call('PUT', '/admin/events/by-external-id/linked', {
        token: organizer.token,
        body: { ...body, ...more },
      })
    const metadata = { season: 'spring' }
    expect(expectStatus(await put({ ...links, metadata }), 201).body).to.deep.include({ ...links, metadata })
    expect(expectStatus(await put({ ...links, metadata }), 200).body).to.include({ unchanged: true })
    const reset = expectStatus(await put({}), 200).body
    expect(reset).to.include({ unchanged: false }).and.not.have.any.keys('imageUrl', 'websiteUrl', 'metadata')
  })

  const refused = [
    ...[
      'http://example.com/a.jpg',
      'javascript:alert(1)',
      'data:image/png;base64,AAAA',
      '//example.com/a',
      'example.com',
    ],
    ...[
      'https://ada:secret@example.com/',
      'https://ada@example.com/',
      'https://',
      'https:///a',
      'https://a b.example/',
    ],
    ...[
      'https://example.com/<script>',
      'https://example.com/"onload=',
      'https://example.com/a\n',
      ' https://example.com',
    ],
    ...[
      'https://exämple.com/',
      `https://example.com/${'a'.repeat(2_000)}`,
      'https://example.com:99999/',
      'https://[::1/',
      '',
    ],
  ]
  for (const url of refused)
    it(`are not ${JSON.stringify(url.slice(0, 60))}`, async () => {
      for (const name of ['imageUrl', 'websiteUrl']) {
        const { body } = expectProblem(await make({ [name]: url }), 'validation_failed')
        expect(body.errors[0].pointer).to.equal(`/${name}`)
      }
    })
})
