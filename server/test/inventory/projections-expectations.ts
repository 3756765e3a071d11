// What every kind of projections must do; run on each of them.
import { expect } from 'chai'
import type { NewDocument, Projections } from '../../src/domains/inventory/projections/cache.ts'
import { newId } from '../../src/platform/ids.ts'
import { eventually } from '../support/processes.ts'

export interface ProjectionsUnderTest {
  readonly projections: Projections
  close(): Promise<void>
}

export function expectProjections(name: string, open: (context: Mocha.Context) => Promise<ProjectionsUnderTest>) {
  describe(`projections: ${name}`, () => {
    let opened: ProjectionsUnderTest
    before(async function () {
      this.timeout(40_000)
      opened = await open(this)
    })
    after(() => opened?.close())

    const documents = () => opened.projections.documents
    const lines = () => opened.projections.waitlists
    const seats = (id: string, version: number, over: Partial<NewDocument> = {}): NewDocument => ({
      family: 'availability',
      id,
      version,
      value: { left: version },
      ...over,
    })
    const versionOf = async (id: string) => (await documents().get('availability', id))?.version

    describe('documents', () => {
      it('are unknown until they are put', async () => {
        expect(await documents().get('availability', newId('evt'))).to.equal(undefined)
      })

      it('come back as they were put, each of its family', async () => {
        const id = newId('evt')
        expect(
          await documents().put([seats(id, 7), { family: 'event', id, version: 3, value: { title: 'Ü ☂ "quoted"' } }]),
        ).to.equal(true)
        expect(await documents().get('availability', id)).to.deep.include({ version: 7, value: { left: 7 } })
        expect(await documents().get('event', id)).to.deep.include({ version: 3, value: { title: 'Ü ☂ "quoted"' } })
      })

      it('an older one never overwrites a newer one, in whatever order they come', async () => {
        const id = newId('evt')
        await documents().put([seats(id, 9)])
        await documents().put([seats(id, 8)])
        expect(await versionOf(id)).to.equal(9)
        const versions = Array.from({ length: 50 }, (_, n) => n + 10).sort(() => Math.random() - 0.5)
        await Promise.all(versions.map(version => documents().put([seats(id, version)])))
        expect(await versionOf(id)).to.equal(59)
      })

      it('versions are compared as numbers, not as texts', async () => {
        const id = newId('evt')
        await documents().put([seats(id, 99)])
        await documents().put([seats(id, 100)])
        await documents().put([seats(id, 20)])
        expect(await versionOf(id)).to.equal(100)
      })

      it('one that is outdated is unknown, and what is older stays unknown', async () => {
        const id = newId('evt')
        await documents().put([seats(id, 1)])
        await documents().put([seats(id, 2, { value: undefined })])
        expect(await versionOf(id)).to.equal(undefined)
        await documents().put([seats(id, 1)])
        expect(await versionOf(id)).to.equal(undefined)
        await documents().put([seats(id, 2)])
        expect(await versionOf(id)).to.equal(2)
      })

      it('of which this process has seen a newer one written are not answered', async () => {
        const id = newId('evt')
        await documents().put([seats(id, 1)])
        documents().note([seats(id, 2)])
        expect(await versionOf(id)).to.equal(2)
        expect(documents().peek('availability', id)?.version).to.equal(2)
      })

      it('vanish when nobody refreshes them', async () => {
        const id = newId('evt')
        await documents().put([seats(id, 1, { keptMsMax: 30 })])
        await eventually(
          () => documents().get('availability', id),
          found => found === undefined,
          { withinMs: 1_000 },
        )
      })

      it('say when holds last changed, even by a write that came too late', async () => {
        const id = newId('evt')
        await documents().put([seats(id, 5, { holdsChangedAt: 3 })])
        await documents().put([seats(id, 4, { holdsChangedAt: 4 })])
        expect((await documents().get('availability', id))?.holdsChangedAt).to.equal(4)
        expect(await versionOf(id)).to.equal(5)
      })
    })

    describe('lines', () => {
      const rebuilt = async (seqs: readonly number[], version = 10) => {
        const eventId = newId('evt')
        await lines().rebuild(eventId, async () => ({ version, seqs }))
        return eventId
      }
      const ranks = (eventId: string, seqs: readonly number[], version: number) =>
        Promise.all(seqs.map(seq => lines().rank(eventId, seq, version)))

      it('are unknown until they are complete', async () => {
        const eventId = newId('evt')
        await lines().change([{ eventId, fromVersion: 1, version: 2, joined: [1], gone: [] }])
        expect(await lines().rank(eventId, 1, 2)).to.equal(undefined)
      })

      it('rank from 1, in the order of joining', async () => {
        expect(await ranks(await rebuilt([2, 5, 9]), [2, 5, 9], 10)).to.deep.equal([1, 2, 3])
      })

      it("don't know who isn't in them", async () => {
        expect(await lines().rank(await rebuilt([2, 5]), 3, 10)).to.equal(undefined)
      })

      it('follow who joins and who ceases to wait', async () => {
        const eventId = await rebuilt([1, 2, 3])
        await lines().change([{ eventId, fromVersion: 10, version: 11, joined: [4, 5], gone: [1] }])
        await lines().change([{ eventId, fromVersion: 11, version: 12, joined: [], gone: [3] }])
        expect(await ranks(eventId, [2, 4, 5], 12)).to.deep.equal([1, 2, 3])
        expect(await ranks(eventId, [1, 3], 12)).to.deep.equal([undefined, undefined])
      })

      it('give the same ranks however their changes come twice', async () => {
        const eventId = await rebuilt([1, 2])
        const change = { eventId, fromVersion: 10, version: 11, joined: [3], gone: [1] }
        await lines().change([change])
        await lines().change([change])
        expect(await ranks(eventId, [2, 3], 11)).to.deep.equal([1, 2])
      })

      it('never show one again who has gone, even when the joining is heard of later', async () => {
        const eventId = await rebuilt([1])
        await lines().change([{ eventId, fromVersion: 11, version: 12, joined: [], gone: [2] }])
        await lines().change([{ eventId, fromVersion: 10, version: 11, joined: [2, 3], gone: [] }])
        // Known or not: what is said must be right.
        expect(await lines().rank(eventId, 2, 12)).to.equal(undefined)
        expect(await lines().rank(eventId, 3, 12)).to.be.oneOf([undefined, 2])
      })

      it('a rebuild mends what is wrong', async () => {
        const eventId = await rebuilt([1, 2, 7])
        await lines().rebuild(eventId, async () => ({ version: 20, seqs: [2, 3, 8] }))
        expect(await ranks(eventId, [2, 3, 8], 20)).to.deep.equal([1, 2, 3])
        expect(await ranks(eventId, [1, 7], 20)).to.deep.equal([undefined, undefined])
      })

      it('of ten thousand rank as quickly as they should', async () => {
        const eventId = await rebuilt(Array.from({ length: 10_000 }, (_, n) => n + 1))
        expect(await ranks(eventId, [1, 5_000, 10_000], 10)).to.deep.equal([1, 5_000, 10_000])
      })
    })
  })
}
