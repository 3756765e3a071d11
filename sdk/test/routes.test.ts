// What a client knows of each operation is read from a short table: it says what the contract says.
import { expect } from 'chai'
import { routes } from '../src/core/operation-route.ts'
import { idOf, routeOf } from '../src/core/operations-by-id.ts'
import { shared } from '../src/core/shared.ts'
import { operations, type OperationId } from '../src/index.ts'

describe('the table of the operations', () => {
  for (const [id, facts] of Object.entries(operations))
    it(`says of ${id} what the contract says`, () => {
      const { method, path, authentication, idempotent, paginated, hasBody, parameters, scope, sdk } = facts
      const route = routeOf(shared, id as OperationId)
      expect(route).to.deep.include({
        name: sdk ?? id,
        method,
        path,
        hasBody,
        isIdempotent: idempotent,
      })
      expect(route.takesCredential).to.equal(authentication !== 'none')
      expect(route.cursor).to.equal(paginated || undefined)
      expect(route.takesApiKey).to.equal(scope !== null)
      expect(route.hasQuery).to.equal(parameters.some(each => each.in === 'query'))
      expect(idOf(route.name)).to.equal(id)
    })

  it('has no method that is of no operation', () => {
    for (const { name, path } of routes.values()) expect(operations[idOf(name)]?.path, name).to.equal(path)
  })

  it('has no other operation', () => {
    for (const id of [
      'events',
      'events.',
      '.list',
      'events.nothing',
      'constructor',
      'activity.follow',
      'auth.login',
      'gn',
      '',
    ])
      expect(() => routeOf(shared, id as OperationId), id).to.throw(TypeError, 'There is no operation')
  })
})
