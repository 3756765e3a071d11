// Mocha's spec reporter with one last line to count by: `N passed, N failed`. CommonJS, because mocha requires its reporters.
const { reporters, Runner } = require('mocha')

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      console.log(`${this.stats.passes} passed, ${this.stats.failures} failed`)
    })
  }
}
