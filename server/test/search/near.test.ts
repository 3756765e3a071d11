// Coordinates as programs print them and people type them, over HTTP.
import { expect } from 'chai'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

describe('a point on the map', () => {
  let databases: TestDatabases
  let server: TestServer
  before(async () => {
    databases = await cloneDatabases()
    server = await startOneProcess({ databases })
  })
  after(async () => {
    await server.close()
    await databases.close()
  })
  const near = (near: string) => server.call('GET', '/search', { query: { near } })

  for (const point of [
    '53.5511,9.9937',
    '51.5073509,-0.12775829999998223',
    '1e-7,-1.5e-7',
    '1E-7,0',
    '53.5511, 9.9937',
    ' 53.5511 , 9.9937 ',
    '+53.5,+9.9',
    '-90,180',
    '90.0,-180.000',
    '.5,5.',
    '0,-0',
    `${Math.PI},${-Math.E}`,
  ]) {
    it(`is ${JSON.stringify(point)}`, async () => {
      expectStatus(await near(point), 200)
    })
  }

  for (const [point, said] of [
    ['90.0001,0', 'latitude'],
    ['-91,0', 'latitude'],
    ['1e3,0', 'latitude'],
    ['0,180.5', 'longitude'],
    ['0,-1e300', 'longitude'],
  ] as const) {
    it(`is not ${JSON.stringify(point)}: the message says which number is out of bounds`, async () => {
      const { body } = expectProblem(await near(point), 'validation_failed', ['/query/near'])
      expect(body.errors[0].message).to.include(said)
    })
  }

  for (const point of [
    '53.5511',
    '53.5511;9.9937',
    '53,5511,9,9937',
    'Hamburg',
    '1e,2',
    'NaN,1',
    '0x10,1',
    '1 2,3',
    ',',
  ]) {
    it(`is not ${JSON.stringify(point)}`, async () => {
      expectProblem(await near(point), 'validation_failed')
    })
  }
})
