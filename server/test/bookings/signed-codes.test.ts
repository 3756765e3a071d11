// Signed codes: base45 by its known answers, what a code says, what makes it true, and what is left of it otherwise.
import { createPublicKey, verify } from 'node:crypto'
import { expect } from 'chai'
import fc from 'fast-check'
import { createCodeKeys } from '../../src/domains/bookings/codes/code-keys.ts'
import { readSignedCode } from '../../src/domains/bookings/codes/signed-code.ts'
import { base45Of, bytesOfBase45 } from '../../src/platform/base45.ts'
import { derivedId, newId } from '../../src/platform/ids.ts'

describe('base45', () => {
  // RFC 9285 §4.3 and §4.4
  for (const [text, encoded] of [
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
    ['', ''],
  ] as const)
    it(`of ${JSON.stringify(text)} is ${JSON.stringify(encoded)}, both ways`, () => {
      expect(base45Of(Buffer.from(text))).to.equal(encoded)
      expect(Buffer.from(bytesOfBase45(encoded)!).toString()).to.equal(text)
    })

  for (const wrong of ['A', 'AB8C', 'GGW', ':::', 'bb8', 'BÄ8', '::'])
    it(`of nothing is ${JSON.stringify(wrong)}`, () => expect(bytesOfBase45(wrong)).to.equal(undefined))

  it('has one text for any bytes, and the bytes of that text', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        expect([...bytesOfBase45(base45Of(bytes))!]).to.deep.equal([...bytes])
      }),
    ))
})

describe('a signed code', () => {
  const keys = createCodeKeys(['t'.repeat(48)])
  const eventId = 'evt_01jz3t5m8qf0vab9x2k4c7d6eh'
  const ticket = { id: 'tic_01jz3t5m8qf0vab9x2k4c7d6eh', serial: 1 }
  const codeOf = (over: object = {}) => keys.codeOf(eventId, { ...ticket, ...over })

  it('is a short text of the signs that a QR picture packs, without a blank at an end', async () => {
    for (let n = 0; n < 200; n++) {
      const code = await keys.codeOf(eventId, { id: newId('tic'), serial: n + 1 })
      expect(code).to.match(/^EV1:[0-9A-Z $%*+\-./:]{128}[0-9A-Z]$/)
    }
  })

  it('is the same for as long as the secret is', async () => {
    // A release that changes this voids every ticket that people have in their hands.
    expect(await codeOf()).to.equal(
      'EV1:M6T290VAPMJQ*8FH.K0PK7432KJ000100YYAKOVLMD0RQ5BTTJHHH2%+1XI98BIRW3U00*$J.M2YJ7IS26HPI6LE644DG1RJ1:16FE0+3HBC' +
        '*J2THJEZUY:C0/N798H%J',
    )
  })

  it('says its ticket and its serial, of any ticket', async () => {
    for (const id of [ticket.id, newId('tic'), derivedId('tic', 'x').replace(/_./, '_7'), `tic_${'0'.repeat(26)}`])
      for (const serial of [1, 2, 65_536, 2_147_483_647]) {
        const read = readSignedCode(await codeOf({ id, serial }))!
        expect(read).to.deep.include({ ticketId: id, serial, keyId: keys.publicKeys(eventId)[0]!.id })
        expect(await keys.isTrue(eventId, read)).to.equal(true)
      }
  })

  it('is known by whoever has nothing but the public key', async () => {
    const [{ pem, x, id }] = keys.publicKeys(eventId) as [ReturnType<typeof keys.publicKeys>[number]]
    const bytes = bytesOfBase45((await codeOf()).slice(4))!
    for (const key of [
      createPublicKey(pem),
      createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
    ]) {
      expect(verify(null, bytes.subarray(0, 22), key, bytes.subarray(22))).to.equal(true)
      expect(verify(null, bytes.subarray(0, 21), key, bytes.subarray(22))).to.equal(false)
    }
    expect(Buffer.from(bytes.subarray(0, 2)).toString('hex')).to.equal(id)
  })

  it('is not true any more with any one of its bits another', async () => {
    const bytes = Buffer.from(bytesOfBase45((await codeOf()).slice(4))!)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const forged = Buffer.from(bytes)
      forged[bit >> 3]! ^= 0x80 >> (bit & 7)
      const read = readSignedCode(`EV1:${base45Of(forged)}`)
      expect(read && (await keys.isTrue(eventId, read)), `bit ${bit}`).not.to.equal(true)
    }
  })

  it('of one event is not true at another, nor one of another secret', async () => {
    const read = readSignedCode(await codeOf())!
    expect(await keys.isTrue(newId('evt'), read)).to.equal(false)
    expect(await createCodeKeys(['u'.repeat(48)]).isTrue(eventId, read)).to.equal(false)
  })

  it('stays true when the secret is changed, for as long as the one before is set', async () => {
    const [old, now] = ['t'.repeat(48), 'n'.repeat(48)]
    const changing = createCodeKeys([now, old])
    const before = readSignedCode(await codeOf())!
    const after = readSignedCode(await changing.codeOf(eventId, ticket))!
    expect(after.signature.equals(before.signature)).to.equal(false)
    expect([await changing.isTrue(eventId, before), await changing.isTrue(eventId, after)]).to.deep.equal([true, true])
    expect(await createCodeKeys([old, now]).isTrue(eventId, after), 'and before the change').to.equal(true)
    expect(await createCodeKeys([now]).isTrue(eventId, before)).to.equal(false)
    expect(changing.publicKeys(eventId)).to.have.length(2)
  })

  it('is read with blanks and line ends around it', async () => {
    const code = await codeOf()
    expect(readSignedCode(` \t${code}\r\n`)).to.deep.equal(readSignedCode(code))
  })

  for (const other of [
    '',
    'EV1:',
    '7K2M-9QXD-4T8B-0ZRW',
    'EV2:BB8',
    `EV1:${base45Of(Buffer.alloc(85))}`,
    `EV1:${base45Of(Buffer.alloc(87))}`,
  ])
    it(`is not ${JSON.stringify(other.slice(0, 30))}`, () => expect(readSignedCode(other)).to.equal(undefined))
})
