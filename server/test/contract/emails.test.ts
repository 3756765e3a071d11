// Which texts are email addresses, and which of them are the same.
import { expect } from 'chai'
import { emailKeyOf, isEmail } from '../../src/contract/emails.ts'

const good = [
  'ada@example.com',
  'Ada.Love+lace@EXAMPLE.co.uk',
  'jörg@müller.example',
  'jo\u0308rg@mu\u0308ller.example',
  '用户@例子.广告',
  'अजय@डाटा.भारत',
  'квіточка@пошта.укр',
  'θσερ@εχαμπλε.ψομ',
  'Dörte@Sörensen.example.com',
  'jörg@xn--mller-kva.example',
  'x@faß.example',
  '用户@例子。广告',
  '👩‍🚀@example.com'.replaceAll('\u200d', ''),
]
const bad = [
  '',
  'ada',
  '@example.com',
  'ada@',
  'ada@localhost',
  'jörg@müller',
  'jörg müller@example.com',
  'jörg..m@example.com',
  '.jörg@example.com',
  'jörg@@example.com',
  'jörg@müller..example',
  'jörg@-müller-.example.com-',
  'jörg@１.２.３.４',
  'a\u200bda@example.com',
  'a\u202eda@example.com',
  'a\u0000da@example.com',
  'jörg@exa\u00admple.com',
  'jörg@exa mple.com',
  'jörg@ex%61mple.com',
  `${'ö'.repeat(33)}@example.com`,
  `ö@${`${'ü'.repeat(20)}.`.repeat(8)}example`,
]
const same: readonly (readonly [one: string, other: string])[] = [
  ['ada@example.com', 'ADA@Example.COM'],
  ['jörg@müller.example', 'jo\u0308rg@mu\u0308ller.example'],
  ['jörg@müller.example', 'JÖRG@MÜLLER.EXAMPLE'],
  ['jörg@müller.example', 'jörg@xn--mller-kva.example'],
  ['jörg@müller.example', 'jörg@XN--MLLER-KVA.example'],
  ['用户@例子.广告', '用户@xn--fsqu00a.xn--4rr70v'],
  ['用户@例子.广告', '用户@例子。广告'],
]
const different: readonly (readonly [one: string, other: string])[] = [
  ['jörg@müller.example', 'jorg@muller.example'],
  ['x@faß.example', 'x@fass.example'],
  ['ada@example.com', 'a.da@example.com'],
  ['ada@example.com', 'аda@example.com'], // the first letter is Cyrillic
]

describe('email addresses', () => {
  for (const email of good) it(`${email} is one`, () => expect(isEmail(email)).to.equal(true))
  for (const text of bad) it(`${JSON.stringify(text)} is none`, () => expect(isEmail(text)).to.equal(false))
  for (const [one, other] of same)
    it(`${one} and ${other} are the same`, () => expect(emailKeyOf(one)).to.equal(emailKeyOf(other)))
  for (const [one, other] of different)
    it(`${one} and ${other} are two`, () => expect(emailKeyOf(one)).not.to.equal(emailKeyOf(other)))
  it('that were taken before have the keys that they had', () => {
    for (const email of ['Ada@Example.com', 'a_b@xn--mller-kva.example', 'x@1.2.3.4'])
      expect(emailKeyOf(email)).to.equal(email.toLowerCase())
  })
  it('are read in a moment, however long', () => {
    for (const text of [`${'ö.'.repeat(50_000)}@`, `ö@${'a-'.repeat(50_000)}`, `${'ö'.repeat(100_000)}@example.com`])
      expect(isEmail(text)).to.equal(false)
  })
})
