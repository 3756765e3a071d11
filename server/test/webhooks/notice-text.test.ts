// What an owner is mailed of an endpoint that was disabled.
import { expect } from 'chai'
import { noticeMail } from '../../src/domains/webhooks/endpoints/notice-text.ts'

describe('the mail about a disabled endpoint', () => {
  const notice = { id: 'whe_01jz3t5m8qf0vab9x2k4c7d6eh', url: 'https://hooks.example.com/<b>', reason: 'gone' } as const
  const sentTo = (isVerified: boolean) => {
    const { text, html } = noticeMail(notice, { isVerified })
    return `${text}${html}`
  }

  it('names the endpoint and its URL to a verified email', () => {
    expect(sentTo(true)).to.contain(`${notice.id} (${notice.url})`).and.to.contain('&#60;b&#62;')
  })

  it('says nothing that the account has written to an email that may be somebody else’s', () => {
    expect(sentTo(false)).to.contain(notice.id).and.not.to.contain('hooks.example.com')
  })
})
