// The client of Node.js: requests go over undici. What `@evently/sdk` is in Node, and by this name whatever conditions
// a bundler or a test runner sets.
import { Evently as EventlyAnywhere } from './core/evently.ts'
import type { EventlyOptions, Surroundings } from './core/evently.ts'
import { nodePlatform } from './platform/undici.ts'

export * from './index.ts'

/** The Evently API over undici, with connections of its own. */
export class Evently extends EventlyAnywhere {
  constructor(options: EventlyOptions = {}, surroundings: Surroundings = {}) {
    super(options, { platform: nodePlatform, ...surroundings })
  }
}
