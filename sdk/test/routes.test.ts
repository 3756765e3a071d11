// What a client knows of each operation is read from a short table: it says what the contract says.
import { expect } from 'chai'
import { routeOf } from '../src/core/operation-route.ts'
import { operations, type OperationId } from '../src/index.ts'

describe('the table of the operations', () => {
  for (const [id, facts] of Object.entries(operations))
    it(`says of ${id} what the contract says`, () => {
      const { method, path, authentication, idempotent, paginated, hasBody, parameters, scope, sdk } = facts
      const route = routeOf(id as OperationId)
      expect(route).to.deep.include({ id, method, path, authentication, hasBody, isIdempotent: idempotent })
      expect(route.cursor).to.equal(paginated || undefined)
      expect(route.takesApiKey).to.equal(scope !== null)
      expect(route.hasQuery).to.equal(parameters.some(each => each.in === 'query'))
      expect(route.methods.map(name => name.replace(/[=~].*/, ''))).to.include.members(sdk === null ? [] : [sdk])
    })

  it('has no other operation', () => {
    for (const id of ['events', 'events.', '.list', 'events.nothing', 'constructor', ''])
      expect(() => routeOf(id as OperationId), id).to.throw(TypeError, 'There is no operation')
  })
})
