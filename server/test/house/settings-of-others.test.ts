// The settings are the server's own: a shell may have variables of the CLI and of the SDK besides.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

describe('the settings', () => {
  it('leave the variables of the CLI and of the SDK to them, in a shell that has both', () => {
    const theirs = ['cli/src', 'sdk/src'].flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(file => file.endsWith('.ts'))
        .flatMap(file => readFileSync(join(root, folder, file), 'utf8').match(/\bEVENTLY_[A-Z_]+\b/g) ?? []),
    )
    expect(theirs).to.include.members(['EVENTLY_CREDENTIALS', 'EVENTLY_WEBHOOK_SECRET', 'EVENTLY_LOG'])
    for (const name of new Set(theirs)) expect(() => readConfig({ [name]: 'x' }), name).not.to.throw(/knows no setting/)
  })
})
