import { readdir, readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { failpointSteps, recoveryPage } from '../../src/recovery-steps.ts'

const source = new URL('../../../src/', import.meta.url)

describe('the page on recovery', () => {
  it('is what the list of failpoints makes of it (else: npm run recovery-page)', async () => {
    const page = await readFile(new URL('domains/bookings/saga/RECOVERY.md', source), 'utf8')
    expect(page).to.equal(recoveryPage())
    for (const step of failpointSteps) expect(page).to.include(`\n| \`${step}\` | `)
  })

  it('names the steps that are in the code, each of them and no other', async () => {
    const files = (await readdir(source, { recursive: true })).filter(
      name => name.endsWith('.ts') && !/failpoint|recovery-steps/.test(name),
    )
    const text = (await Promise.all(files.map(name => readFile(new URL(name, source), 'utf8')))).join('\n')
    const used = new Set([...text.matchAll(/\bstep\('([a-z.-]+)'/g)].map(([, name]) => name!))
    // The calls of the saga to the provider are struck in one place, by the name of the call.
    for (const what of ['authorize', 'lookup', 'capture', 'void', 'refund']) used.add(`saga.${what}`)
    expect([...used]).to.have.members([...failpointSteps])
  })
})
