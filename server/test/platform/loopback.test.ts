import { expect } from 'chai'
import { isLoopback } from '../../src/platform/http/loopback.ts'

describe('an address that this machine alone can reach', () => {
  for (const host of [
    '127.0.0.1',
    '127.0.0.2',
    '127.255.255.254',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    'localhost',
    'LOCALHOST',
  ]) {
    it(`is ${host}`, () => expect(isLoopback(host)).to.equal(true))
  }
  for (const host of [
    '0.0.0.0',
    '::',
    '192.168.1.5',
    '10.0.0.1',
    '128.0.0.1',
    '126.255.255.255',
    '::2',
    'fe80::1',
    '::ffff:10.0.0.1',
    'localhost.example.com',
    '127.0.0.1.example.com',
    'my-laptop',
    '',
  ]) {
    it(`is not ${host === '' ? 'none' : host}`, () => expect(isLoopback(host)).to.equal(false))
  }
})
