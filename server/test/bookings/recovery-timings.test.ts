import { expect } from 'chai'
import {
  recoveryTimings,
  recoveredMsMax,
  recoverySecondsDefault,
  recoverySecondsMax,
} from '../../src/domains/bookings/rules.ts'

describe('the pace of recovery', () => {
  it('ends whatever a crash left behind within 30 s, whichever setting is allowed', () => {
    for (let seconds = 1; seconds <= recoverySecondsMax; seconds++)
      expect(recoveredMsMax(seconds), `${seconds} s`).to.be.at.most(30_000)
    expect(recoverySecondsDefault).to.be.at.most(recoverySecondsMax)
    expect(recoveredMsMax(recoverySecondsMax + 2)).to.be.greaterThan(30_000)
  })

  it('keeps a lease for longer than one call to the provider and the wait before its renewal', () => {
    const { leaseSeconds, leaseAgeMsMax, providerTimeoutMs } = recoveryTimings(recoverySecondsDefault)
    expect(leaseSeconds * 1_000).to.be.greaterThan(leaseAgeMsMax + providerTimeoutMs)
  })

  it('has given up on a silent provider by the time a recovery has asked it once more', () => {
    const { leaseSeconds, providerTimeoutMs, unknownMsMax } = recoveryTimings(recoverySecondsDefault)
    expect(leaseSeconds * 1_000 + providerTimeoutMs).to.be.at.least(unknownMsMax)
  })
})
