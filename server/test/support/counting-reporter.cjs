// Mocha's spec reporter with one last line to count by: `N passed, N failed`; also into the file EVENTLY_TEST_COUNTS, for a sum over
// several runs (run.mjs). CommonJS, because mocha requires its reporters.
const { writeFileSync } = require('node:fs')
const { reporters, Runner } = require('mocha')

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures } = this.stats
      console.log(`${passes} passed, ${failures} failed`)
      if (process.env.EVENTLY_TEST_COUNTS) writeFileSync(process.env.EVENTLY_TEST_COUNTS, JSON.stringify({ passes, failures }))
    })
  }
}
