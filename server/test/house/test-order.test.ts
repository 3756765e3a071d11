// What names test files names files that are there: a renamed one would silently lose its place, its peace, or its
// second run.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { shownApart } from '../runner/apart.ts'
import { judgesServer, root, runsOf } from '../runner/files.ts'
import { longestFirst, runAlone, runBesideOne } from '../runner/order.ts'

describe('the order of test files', () => {
  for (const file of [...longestFirst, ...Object.keys(runBesideOne), ...Object.keys(runAlone)]) {
    it(`names ${file}, which is there`, () => {
      expect(existsSync(join(root, file))).to.equal(true)
    })
  }
})

describe('the second run over the services apart', () => {
  for (const file of Object.keys(shownApart)) {
    it(`is worth something for ${file}: its server heeds the mode`, () => {
      expect(judgesServer(file)).to.equal(true)
    })
  }

  it('has a file of each domain', () => {
    const rooms = ['bookings', 'events', 'http', 'inventory', 'search', 'users', 'waitlist', 'webhooks']
    expect([...new Set(Object.keys(shownApart).map(file => file.split('/')[2]))]).to.have.members(rooms)
  })

  it('is of every file with a whole server when nothing else is asked for', () => {
    const all = runsOf([], 'apart')
    expect(all.map(({ file }) => file)).to.include.members(Object.keys(shownApart))
    expect(all.length).to.be.greaterThan(Object.keys(shownApart).length)
    expect(all.every(({ mode }) => mode === 'apart')).to.equal(true)
  })
})
