// Headers that are given for the requests to the app: which are taken, and which are the message's own.
import { expect } from 'chai'
import { UsageError } from '../src/failures.ts'
import { addedHeaders } from '../src/webhooks/forwarding.ts'

describe('--header', () => {
  it('takes names and values as HTTP has them', () => {
    const given = [
      'X-Shop: 7',
      'Authorization:Bearer secret',
      'x-empty:',
      "X-Odd!#$%&'*+.^`|~-: a: b ",
      'X-Umlaut: grün',
    ]
    expect(addedHeaders(given)).to.deep.equal({
      'x-shop': '7',
      'authorization': 'Bearer secret',
      'x-empty': '',
      "x-odd!#$%&'*+.^`|~-": 'a: b',
      'x-umlaut': 'grün',
    })
  })

  const reserved = ['webhook-id', 'Webhook-Signature', 'content-type', 'Content-Length', 'Host', 'Transfer-Encoding']
  for (const name of reserved)
    it(`refuses ${name}, which is the message's own, and doesn't repeat the value`, () => {
      expect(() => addedHeaders([`${name}: hunter2`])).to.throw(UsageError, /^(?!.*hunter2).*the message's own/)
    })

  for (const line of ['', 'X-Shop', ': 7', 'X Shop: 7', 'X-Shop: 7\r\nHost: evil', 'X-Shop: 7\n', 'X-Shop: →'])
    it(`refuses ${JSON.stringify(line)}`, () => {
      expect(() => addedHeaders([line])).to.throw(UsageError, 'write it like --header')
    })
})
