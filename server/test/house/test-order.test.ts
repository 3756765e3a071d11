// The order of test files names files that are there: a renamed one would silently lose its place, or its peace.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { root } from '../runner/files.ts'
import { longestFirst, runAlone, runBesideOne } from '../runner/order.ts'

describe('the order of test files', () => {
  for (const file of [...longestFirst, ...Object.keys(runBesideOne), ...Object.keys(runAlone)]) {
    it(`names ${file}, which is there`, () => {
      expect(existsSync(join(root, file))).to.equal(true)
    })
  }
})
